/**
 * The globals that are in no ECMAScript library and yet in every place this layer runs (Electron's main
 * process, the terminal, the window): UTF-8, strictly decoded. Declared here, as narrowly as they are used, so
 * that the layer needs neither the DOM's nor Node's types.
 */
declare class TextDecoder {
  constructor(label: "utf-8", options: { readonly fatal: true });
  decode(input: Uint8Array): string;
}

declare class TextEncoder {
  encode(input: string): Uint8Array;
}
