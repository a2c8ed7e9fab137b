// The coach's rules applied to what is typed: as eventnet/followup/coaching/reading.py does it.

/** @typedef {{field: string, fewer?: number, says?: string, unless?: string, enough?: number, more?: number,
 *   questions?: number}} Rule as it stands in an element's data attributes: phrases with commas between them */

/** @param {Rule} rule @param {Record<string, string>} texts by field @returns {boolean} */
export const isBroken = (rule, texts) => {
  const all = Object.values(texts);
  const words = wordsOf(rule.field === "*" ? all.join(" ") : texts[rule.field]);
  if (rule.more) return total(all.map((text) => wordsOf(text).length)) > Number(rule.more);
  if (rule.questions) return words.length < 2 && total(all.map((text) => text.split("?").length - 1)) >= Number(rule.questions);
  if (rule.fewer) return words.length < Number(rule.fewer);
  const isEnough = rule.enough && words.length >= Number(rule.enough);
  return !isEnough && holds(words, rule.says ?? "") && !holds(words, rule.unless ?? "");
};

const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const holds = (words, phrases) =>
  phrases.split(",").some((phrase) => phrase && words.some((_, start) => standsAt(words, start, phrase.split(" "))));

const standsAt = (words, start, phrase) =>
  phrase.every((wanted, index) => {
    const word = words[start + index] ?? "";
    return wanted.endsWith("*") ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
  });

const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);
