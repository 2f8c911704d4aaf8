import { createHash } from "node:crypto";

/** The beginning of texts that everybody knows, as a store of words that pass for the language. */
const texts: Readonly<Record<string, string>> = {
  ar: "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق وقد وهبوا عقلا وضميرا وعليهم أن يعامل بعضهم بعضا بروح الإخاء لكل إنسان حق التمتع بكافة الحقوق والحريات الواردة في هذا الإعلان دون أي تمييز",
  de: "alle menschen sind frei und gleich an würde und rechten geboren sie sind mit vernunft und gewissen begabt und sollen einander im geiste der brüderlichkeit begegnen jeder hat anspruch auf die in dieser erklärung verkündeten rechte und freiheiten ohne irgendeinen unterschied",
  en: "all human beings are born free and equal in dignity and rights they are endowed with reason and conscience and should act towards one another in a spirit of brotherhood everyone is entitled to all the rights and freedoms set forth in this declaration without distinction of any kind",
  es: "todos los seres humanos nacen libres e iguales en dignidad y derechos y dotados como están de razón y conciencia deben comportarse fraternalmente los unos con los otros toda persona tiene los derechos y libertades proclamados en esta declaración sin distinción alguna",
  fr: "tous les êtres humains naissent libres et égaux en dignité et en droits ils sont doués de raison et de conscience et doivent agir les uns envers les autres dans un esprit de fraternité chacun peut se prévaloir de tous les droits et de toutes les libertés proclamés dans la présente déclaration sans distinction aucune",
  ja: "すべての 人間は 生まれながらにして 自由であり かつ 尊厳と 権利とに ついて 平等である 人間は 理性と 良心とを 授けられており 互いに 同胞の 精神をもって 行動しなければ ならない いかなる 事由による 差別をも 受けることなく この 宣言に 掲げる すべての 権利と 自由とを 享有する ことができる",
  ru: "все люди рождаются свободными и равными в своём достоинстве и правах они наделены разумом и совестью и должны поступать в отношении друг друга в духе братства каждый человек должен обладать всеми правами и всеми свободами провозглашёнными настоящей декларацией без какого бы то ни было различия",
};

const words = new Map(Object.entries(texts).map(([locale, text]) => [locale, text.split(" ")]));

/**
 * What a flawless translator into a language who knows nothing of the world makes of a text in the notation: other
 * words, and the same tags, code, numbers and marks. The same text always comes to the same.
 */
export function speak(text: string, locale: string): string {
  const known = words.get(locale.split("-")[0] ?? "");
  if (known === undefined) throw new Error(`There are no words for ${locale}.`);
  return text.replace(
    /<\/?\d+\/?>|(`+)(?:(?!\1).)*?\1|\\.|&#?\w+;|\p{L}[\p{L}\p{M}’']*/gu,
    (part) => (/^\p{L}/u.test(part) ? inCaseOf(part, wordFor(part, known)) : part),
  );
}

function wordFor(part: string, known: readonly string[]): string {
  const digest = createHash("sha256").update(part.toLowerCase()).digest();
  return known[digest.readUInt16BE(0) % known.length] ?? part;
}

function inCaseOf(part: string, word: string): string {
  return /^\p{Lu}/u.test(part) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
