import "../styles/kit.css";
import { createTheme, MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { styleNonce } from "../styleNonce.ts";

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
