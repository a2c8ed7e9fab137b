// Wall time and moments: as eventnet/walltime.py does it.

/** @param {Date} moment @param {string} zone @returns {string} what the clock there shows, like 2026-12-01T10:00 */
export const wallIn = (moment, zone) => {
  const parts = new Intl.DateTimeFormat("en", {
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    timeZone: zone,
  }).formatToParts(moment);
  const of = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${of.year}-${of.month}-${of.day}T${of.hour}:${of.minute}`;
};

/** @returns {Date[]} one moment; none when the clocks skip it, two in the order of time when it comes twice */
export const momentsOf = (day, time, zone) => {
  const wall = `${day}T${time.slice(0, 5)}`;
  const plain = Date.parse(`${wall}Z`);
  const aDay = 24 * 60 * 60 * 1000;
  const offsets = [-aDay, aDay].map((far) => Date.parse(`${wallIn(new Date(plain + far), zone)}Z`) - plain - far);
  return [...new Set(offsets.map((offset) => plain - offset))]
    .sort((one, other) => one - other)
    .map((each) => new Date(each))
    .filter((moment) => wallIn(moment, zone) === wall);
};
