// Adds the reader's own clock to a moment that is named in another zone: "(for you: 09:30)".
export default (time) => {
  const moment = new Date(time.dateTime);
  const format = (zone) => new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone,
  }).format(moment);
  const here = format(undefined);
  if (here === format(time.dataset.zone)) return;
  const added = document.createElement("span");
  added.className = "local-time";
  added.textContent = time.dataset.words.replace("{time}", here);
  time.append(" ", added);
};
