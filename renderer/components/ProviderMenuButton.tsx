import { Ellipsis } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { ProviderView } from "../../app/provider/providerView.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";

const ProviderMenu = lazy(async () => ({
  default: (await import("./ProviderMenu.tsx")).ProviderMenu,
}));

interface ProviderMenuButtonProps {
  readonly provider: Pick<ProviderView, "id" | "name" | "isActive">;
  readonly isInConfig: boolean;
}

/** The button of a provider's menu. The menu itself is loaded and built only when it is wanted. */
export function ProviderMenuButton({ provider, isInConfig }: ProviderMenuButtonProps) {
  const { t } = useWords();
  const [isWanted, setWanted] = useState(false);
  const button = (
    <Button
      variant="quiet"
      size="icon"
      aria-label={t("providers.more", { name: provider.name })}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWanted(true)}
    >
      <Ellipsis size={16} aria-hidden="true" />
    </Button>
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <ProviderMenu provider={provider} isInConfig={isInConfig} />
    </Suspense>
  );
}
