import { expect, test } from "vitest";
import { holdsBoth, isWhole } from "../../../src/core/reply/extent.ts";

const sentence = "Restart the server after every change.";

const whole: readonly (readonly [text: string, source: string])[] = [
  ["Redémarrez le serveur après chaque changement.", sentence],
  ["Redémarrez le serveur après chaque changement !", sentence],
  ["変更のたびにサーバーを再起動してください。", sentence],
  ["أعد تشغيل الخادم بعد كل تغيير؟", sentence],
  ["हर बदलाव के बाद सर्वर को फिर से शुरू करें।", sentence],
  ["« Redémarrez le serveur après chaque changement. »".replace(". »", ".»"), sentence],
  ["Redémarrez <1>le serveur après chaque changement.</1>", "Restart <1>the server.</1>"],
  ["Lisez <1>le guide.</1>", "Read <1>the guide</1>."],
  ["Options du serveur", "Options of the server"],
  ["サーバーの設定", "Server settings in detail"],
  ["Un.", "One."],
];

test.each(whole)("%j is all of %j", (text, source) => {
  expect(isWhole(text, source)).toBe(true);
});

const partial: readonly (readonly [text: string, source: string])[] = [
  ["Redémarrez le serveur après chaque", sentence],
  ["Redémarrez.", sentence],
  ["変更のたびに", sentence],
  ["Options du serveur :", "Options of the server"],
  ["", sentence],
  ["Options", "Options of the server, and their defaults"],
  ["<1></1><2/>.", "Read <1>the guide</1>, then <2/>."],
];

test.each(partial)("%j is not all of %j", (text, source) => {
  expect(isWhole(text, source)).toBe(false);
});

const [open, choose] = ["Open the settings.", "Choose a language."];

test.each([
  "Ouvrez les paramètres et choisissez une langue.",
  "設定を開いてから、使いたい言語を一覧から選択してください。",
])("%j says two things", (text) => {
  expect(holdsBoth(text, open, choose)).toBe(true);
});

test.each([
  ["Ouvrez les paramètres.", open, choose],
  ["Einstellungen öffnen und dann", open, choose],
  ["設定を開きます。", open, choose],
  ["Anmeldung", "Log in", "Register"],
  ["Barrierefreiheit", "A11y", "The keyboard and the screen reader"],
])("%j says one thing", (text, source, neighbour) => {
  expect(holdsBoth(text, source, neighbour)).toBe(false);
});
