import { html } from "./html.ts";
import { page } from "./page.ts";

/** A page that says what went wrong. */
export function errorPage(title: string, text: string): string {
  return page(title, html`<h1>${title}</h1><p role="alert">${text}</p><p><a href="/">Home</a></p>`);
}
