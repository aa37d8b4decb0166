import { expect, it } from "vitest";
import { withFrameStyles } from "../../../build/firstPaint.mjs";

it("puts the styles of the frame into the page, under the nonce of the page", () => {
  const taken: string[] = [];
  const page = withFrameStyles(
    '<head><link rel="stylesheet" crossorigin href="./assets/index-a.css"></head>',
    (path) => {
      taken.push(path);
      // In a replacement text of JavaScript, $& would be the link.
      return '.a::after { content: "$&" }\n';
    },
  );
  expect(taken).toEqual(["assets/index-a.css"]);
  expect(page).toBe(
    '<head><style nonce="__CSP_NONCE__">.a::after { content: "$&" }</style></head>',
  );
});
