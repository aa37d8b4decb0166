import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Menu.css";
import { Menu } from "@mantine/core";
import { ClipboardList, Copy, Ellipsis, Eye, FileCode2, PlugZap, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ProviderView } from "../../app/provider/providerView.ts";
import { checkNow } from "../actions/checkNow.ts";
import { copyBlock } from "../actions/copyBlock.ts";
import { openDialog, showInConfig } from "../flow.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import { Kit } from "./Kit.tsx";
import styles from "./ProviderMenu.module.css";

interface ProviderMenuProps {
  readonly provider: Pick<ProviderView, "id" | "name" | "isActive">;
  /** Whether config.toml has it, so that there is something to look at and remove. */
  readonly isInConfig: boolean;
}

/** What else can be done with a provider. Opens at once, because it is built on the first click. */
export function ProviderMenu({ provider, isInConfig }: ProviderMenuProps) {
  const { t } = useWords();
  const { id: providerId, name, isActive } = provider;
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);

  // Opened only now, so that the focus knows the button to come back to.
  useEffect(() => {
    button.current?.focus();
    setOpen(true);
  }, []);

  const look = (kind: "activate" | "removeProvider") => () =>
    openDialog({ kind: "change", change: { kind, providerId }, isStale: false });
  return (
    <Kit>
      <Menu
        opened={isOpen}
        onChange={setOpen}
        returnFocus
        // Where it belongs in the page, and with nothing in it but its items.
        withinPortal={false}
        withInitialFocusPlaceholder={false}
        hideDetached={false}
        position="bottom-end"
        width="auto"
        transitionProps={{ duration: 120 }}
        classNames={{ dropdown: styles.menu ?? "", item: styles.item ?? "" }}
      >
        <Menu.Target>
          <Button
            ref={button}
            variant="quiet"
            size="icon"
            aria-label={t("providers.more", { name })}
          >
            <Ellipsis size={16} aria-hidden="true" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {isInConfig && !isActive && (
            <Menu.Item leftSection={<Eye size={16} />} onClick={look("activate")}>
              {t("providers.preview")}
            </Menu.Item>
          )}
          {isInConfig && (
            <Menu.Item
              leftSection={<PlugZap size={16} />}
              onClick={() => void checkNow(providerId, name)}
            >
              {t("providers.check")}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Copy size={16} />} onClick={() => void copyBlock(providerId)}>
            {t("balances.copy")}
          </Menu.Item>
          {isInConfig && (
            <Menu.Item
              leftSection={<ClipboardList size={16} />}
              onClick={() => openDialog({ kind: "switcher", providerId })}
            >
              {t("providers.forSwitcher")}
            </Menu.Item>
          )}
          {isInConfig && (
            <Menu.Item
              leftSection={<FileCode2 size={16} />}
              onClick={() => showInConfig({ providerId })}
            >
              {t("providers.show")}
            </Menu.Item>
          )}
          {isInConfig && (
            <Menu.Item
              leftSection={<Trash2 size={16} />}
              disabled={isActive}
              onClick={look("removeProvider")}
            >
              {isActive ? t("providers.removeInUse") : t("providers.remove")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </Kit>
  );
}
