/**
 * The one global that is in no ECMAScript library and yet in every place this layer runs (Electron's main
 * process, the terminal, the window): strict UTF-8 decoding. Declared here, as narrowly as it is used, so that
 * the layer needs neither the DOM's nor Node's types.
 */
declare class TextDecoder {
  constructor(label: "utf-8", options: { readonly fatal: true });
  decode(input: Uint8Array): string;
}
