import { html, type SafeHtml } from "./html.ts";

/** A whole page of the service. */
export function page(title: string, content: SafeHtml): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · PhotonMark Codex (sandbox)</title>
<link rel="stylesheet" href="/assets/sandbox.css">
<script src="/assets/dashboard.js" defer></script>
</head>
<body>
<header><a href="/">PhotonMark Codex</a> <small>local sandbox, no real money</small></header>
<main>
${content}
</main>
</body>
</html>
`.toString();
}
