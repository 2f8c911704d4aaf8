import fc from "fast-check";

const parts = [
  "{count}",
  "{a}",
  "{",
  "}",
  "`",
  "`x`",
  "`{count}`",
  "``",
  "&amp;",
  "&",
  ";",
  "&#x27;",
  "<b>",
  "</b>",
  '<a href="x">',
  "</a>",
  "<br/>",
  "<!--",
  "-->",
  "<",
  ">",
  "<1>",
  "</1>",
  "<2/>",
  "<code>",
  "</code>",
  "\\",
  "\n",
  "\r\n ",
  "\t",
  "\u00a0",
  "\u2028",
  " ",
  "|",
  '"',
  "'",
  "One post",
];

/** Text that is rich in what messages are made of. */
export const anyMessage = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 3 })), { maxLength: 12 })
    .map((list) => list.join("")),
  fc.string({ unit: "binary" }),
);
