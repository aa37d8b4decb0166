import { createHash } from "node:crypto";
import { createTranslations } from "../../../app/i18n/i18n.ts";
import { resolveLanguage } from "../../../app/i18n/languages.ts";

/** How a visit to the redirect ends. `stranger`: it does not belong to the sign-in under way, or comes again. */
export type SignInOutcome = "done" | "failed" | "stranger";

const style = `:root{color-scheme:light dark}
body{font:1rem/1.6 system-ui,sans-serif;max-width:28rem;margin:20vh auto 0;padding:0 1.5rem}
h1{font-size:1.375rem;font-weight:600;margin:0 0 .5rem}
p{margin:0}`;

/** Nothing is loaded and nothing runs; the one style is named by its hash. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const statuses = { done: 200, failed: 200, stranger: 400 } as const;

/** The last page of a sign-in, which the browser shows; complete in itself, in the browser's language. */
export function signInPage(outcome: SignInOutcome, acceptLanguage = "en") {
  const language = resolveLanguage("system", preferredTag(acceptLanguage));
  const { t } = createTranslations(language);
  const title = t(`signInPage.${outcome}.title`);
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · ${t("app.name")}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${t(`signInPage.${outcome}.body`)}</p>
</main>
</body>
</html>
`;
  return { html, policy, status: statuses[outcome] };
}

/** The language with the highest weight in an `Accept-Language` header, the first of equals. */
function preferredTag(header: string): string {
  const tags = header.split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().split(/\s*;\s*/);
    const weight = parameters.find((text) => text.startsWith("q="))?.slice(2);
    return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 };
  });
  return tags.reduce((best, next) => (next.weight > best.weight ? next : best)).tag;
}
