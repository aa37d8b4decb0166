/**
 * The globals that are in no ECMAScript library and yet in every place this layer runs (Electron's main
 * process, the terminal, the window): UTF-8, strictly decoded, and addresses. Declared here, as narrowly as they are used, so
 * that the layer needs neither the DOM's nor Node's types.
 */
declare class TextDecoder {
  constructor(label: "utf-8", options: { readonly fatal: true });
  decode(input: Uint8Array): string;
}

declare class TextEncoder {
  encode(input: string): Uint8Array;
}

/** As much of an address as is used (WHATWG URL). */
declare class URL {
  static canParse(address: string): boolean;
  constructor(address: string);
  readonly href: string;
  readonly protocol: string;
  readonly origin: string;
  readonly host: string;
  readonly hostname: string;
  readonly username: string;
  readonly password: string;
  readonly searchParams: { set(name: string, value: string): void };
  pathname: string;
  hash: string;
}
