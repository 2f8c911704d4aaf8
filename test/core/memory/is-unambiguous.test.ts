import { expect, test } from "vitest";
import { isUnambiguous } from "../../../src/core/memory/is-unambiguous.ts";

test.each([
  "Save the file before you go on.",
  "Run `npm ci` in <1>the folder</1>.",
  "Сохраните файл и продолжайте",
  "保存文件后再继续操作吧",
  "ファイルを保存してから続けてください",
  "파일을 저장한 다음 계속하세요",
  "บันทึกไฟล์ก่อนดำเนินการต่อไปนะ",
])("%s means the same everywhere", (text) => {
  expect(isUnambiguous(text)).toBe(true);
});

test.each([
  "",
  "Set",
  "Save the file",
  "Internationalization configuration",
  "1 234 567 890 123 456 789 000",
  "<1>Set</1> <2/><3/><4/><5/><6/> it up",
  "保存文件",
])("%s may mean something else elsewhere", (text) => {
  expect(isUnambiguous(text)).toBe(false);
});
