import "../styles/kit.css";
import { createTheme, MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";

const theme = createTheme({ respectReducedMotion: true, cursorType: "default", focusRing: "auto" });

/**
 * What Mantine's parts need around them: dialog, menu and notices. Variables come from kit.css and the colour
 * scheme from theme.ts, so the provider itself writes nothing into the page and can stand where it is needed.
 */
export function Kit({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      withCssVariables={false}
      withGlobalClasses={false}
      getRootElement={() => undefined}
      getStyleNonce={styleNonce}
    >
      {children}
    </MantineProvider>
  );
}

/** The nonce that the content security policy of this page load allows for style elements. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
}
