/** What to look at: a scene, and the steps that lead to the picture. Names are given in both languages. */
const nav = (en, zh) => (page, isEnglish) =>
  page.getByRole("button", { name: isEnglish ? en : zh, exact: true }).click();
const toConfig = async (page, isEnglish) => {
  await nav("Config", "配置")(page, isEnglish);
  await page.getByRole("heading", { level: 1, name: isEnglish ? "Config" : "配置" }).waitFor();
};
const toBackups = async (page, isEnglish) => {
  await nav("Backups", "备份")(page, isEnglish);
  await page.getByRole("heading", { level: 1, name: isEnglish ? "Backups" : "备份" }).waitFor();
};
const toSettings = async (page, isEnglish) => {
  await nav("Settings", "设置")(page, isEnglish);
  await page.getByRole("radiogroup").first().waitFor();
};
const paste = async (page, isEnglish) => {
  await nav("Paste from clipboard", "从剪贴板粘贴")(page, isEnglish);
  await page.getByRole("dialog").getByRole("region").waitFor();
};
const activateBoost = async (page, isEnglish) => {
  const name = isEnglish ? "Activate PhotonMark Boost" : "启用 PhotonMark Boost";
  await page.getByRole("button", { name }).click();
  await page.getByRole("button", { name: isEnglish ? "Undo" : "撤销" }).waitFor();
};
const openMenu = async (page, isEnglish) => {
  const name = isEnglish ? "More about PhotonMark Boost" : "PhotonMark Boost 的更多操作";
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("menu").waitFor();
};
const removeBoost = async (page, isEnglish) => {
  await openMenu(page, isEnglish);
  await page.getByRole("menuitem", { name: isEnglish ? "Remove…" : "移除…" }).click();
  await page.getByRole("dialog").getByRole("region").waitFor();
};
const restore = async (page, isEnglish) => {
  await toBackups(page, isEnglish);
  await page
    .getByRole("button", { name: isEnglish ? /^Restore/ : /^还原/ })
    .nth(1)
    .click();
  await page.getByRole("dialog").getByRole("region").waitFor();
};

const clickFirst = (en, zh) => (page, isEnglish) =>
  page
    .getByRole("button", { name: isEnglish ? en : zh, exact: true })
    .first()
    .click();
const signIn = clickFirst("Sign in", "登录");
const onStep = (en, zh) => (page, isEnglish) =>
  page.getByRole("heading", { level: 1, name: isEnglish ? en : zh }).waitFor();
const bringBlock = async (page, isEnglish) => {
  await clickFirst("Paste from clipboard", "从剪贴板粘贴")(page, isEnglish);
  await page.getByRole("radio").first().waitFor();
};
const chooseBalance = clickFirst("Choose a balance", "选择余额");
const goOn = async (page, isEnglish) => {
  await bringBlock(page, isEnglish);
  await clickFirst("Continue", "继续")(page, isEnglish);
  await page.getByRole("button", { name: isEnglish ? "Back" : "上一步", exact: true }).waitFor();
};
const activateBlock = async (page, isEnglish) => {
  await goOn(page, isEnglish);
  await clickFirst("Activate", "启用")(page, isEnglish);
  await page.getByRole("button", { name: isEnglish ? "Done" : "完成" }).waitFor();
};
const waitForCards = (page) => page.getByRole("article").first().waitFor();
const openBlock = (en, zh) => async (page, isEnglish) => {
  await clickFirst(en, zh)(page, isEnglish);
  await page.getByRole("dialog").getByRole("region").waitFor();
};
const toHealth = async (page, isEnglish) => {
  await nav("Health", "体检")(page, isEnglish);
  await page.getByRole("heading", { level: 1, name: isEnglish ? "Health" : "体检" }).waitFor();
  await page.locator("main [role=status]").waitFor();
};
const fix = (number) => async (page, isEnglish) => {
  await toHealth(page, isEnglish);
  await page
    .getByRole("button", { name: isEnglish ? /^Fix:/ : /^修复：/ })
    .nth(number)
    .click();
  await page.getByRole("dialog").getByRole("region").waitFor();
};
const fixAll = async (page, isEnglish) => {
  await toHealth(page, isEnglish);
  await nav("Fix all", "全部修复")(page, isEnglish);
  await page.getByRole("dialog").getByRole("region").waitFor();
};
const showFinding = async (page, isEnglish) => {
  await toHealth(page, isEnglish);
  await page.getByRole("button", { name: /config\.toml.+38/ }).click();
  await page.getByRole("heading", { level: 1, name: isEnglish ? "Config" : "配置" }).waitFor();
};
const waitForDrift = (page, isEnglish) =>
  page
    .getByRole("region", { name: isEnglish ? "A change by another program" : "其他程序的改动" })
    .waitFor();
const small = { width: 720, height: 520 };
/** The smallest window at 200 %. */
const twice = { viewport: { width: 360, height: 260 }, scale: 2 };
const toSettingsEnd = async (page, isEnglish) => {
  await toSettings(page, isEnglish);
  await page.locator("main section").last().scrollIntoViewIfNeeded();
};
const toNotificationTrouble = async (page, isEnglish) => {
  await toSettings(page, isEnglish);
  await page
    .getByText(isEnglish ? /shows no notifications/ : /无法显示通知/)
    .evaluate((note) => note.scrollIntoView({ block: "center" }));
};
const openUsage = async (page) => {
  await waitForCards(page);
  await page
    .getByRole("button", { name: /30 (days|天)/ })
    .first()
    .click();
  await page.getByRole("slider").focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
};
const openAccountMenu = async (page, isEnglish) => {
  await waitForCards(page);
  await openMenu(page, isEnglish);
};
const openPalette = async (page) => {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").waitFor();
};
const searchPalette = async (page) => {
  await openPalette(page);
  await page.getByRole("combobox").fill("act boost");
};
const large = { width: 1440, height: 900 };

const toRestart = async (page, isEnglish) => {
  await activateBoost(page, isEnglish);
  await page.getByRole("button", { name: isEnglish ? "Restart…" : "重启…" }).click();
  await page.getByRole("dialog").getByRole("listitem").first().waitFor();
};
const askToRestart = async (page, isEnglish) => {
  await toRestart(page, isEnglish);
  const name = isEnglish ? "Restart desktop app" : "重启桌面应用";
  await page.getByRole("button", { name }).click();
  await page.getByRole("alert").waitFor();
};
const forceRestart = async (page, isEnglish) => {
  await toRestart(page, isEnglish);
  await nav("Restart desktop app", "重启桌面应用")(page, isEnglish);
  await page.getByRole("alert").waitFor();
};
/** What has no button on the first screen is asked for by its name. */
const command = (en, zh) => async (page, isEnglish) => {
  await openPalette(page);
  await page.getByRole("combobox").fill(isEnglish ? en : zh);
  await page.keyboard.press("Enter");
};
const openRestart = async (page, isEnglish) => {
  await command("Restart Codex", "重启 Codex")(page, isEnglish);
  await page.getByRole("dialog").waitFor();
};
const menuItem = (en, zh) => async (page, isEnglish) => {
  await openMenu(page, isEnglish);
  await page.getByRole("menuitem", { name: isEnglish ? en : zh, exact: true }).click();
};
const waitForToast = (page, isEnglish) =>
  page.getByRole("button", { name: isEnglish ? "Close" : "关闭", exact: true }).waitFor();
const tall = { width: 920, height: 1500 };
const askProvider = async (page, isEnglish) => {
  await page.getByRole("button", { name: isEnglish ? "Check key" : "检测密钥" }).click();
  await page.locator(".frame-strip [data-tone=danger], .frame-strip [data-tone=warn]").waitFor();
};
const checkKey = async (page, isEnglish) => {
  await page.getByRole("button", { name: isEnglish ? "Check key" : "检测密钥" }).click();
  await page.getByRole("button", { name: isEnglish ? "Check again" : "重新检测" }).waitFor();
};

export const shots = [
  { name: "drift", scene: "drift", steps: waitForDrift },
  { name: "drift-small", scene: "drift", steps: waitForDrift, viewport: small },
  { name: "drift-twice", scene: "drift", steps: waitForDrift, ...twice },
  {
    name: "drift-repair",
    scene: "drift",
    steps: async (page, isEnglish) => {
      await clickFirst("Put it back…", "改回去…")(page, isEnglish);
      await page.getByRole("dialog").getByRole("region").waitFor();
    },
  },
  {
    name: "switcher",
    scene: "normal",
    steps: async (page, isEnglish) => {
      await openMenu(page, isEnglish);
      const name = isEnglish ? "Set up in CC Switch…" : "在 CC Switch 中设置…";
      await page.getByRole("menuitem", { name }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "restart-strip", scene: "running", steps: activateBoost },
  { name: "restart-strip-small", scene: "running", steps: activateBoost, viewport: small },
  { name: "restart-dialog", scene: "running", steps: toRestart },
  { name: "restart-dialog-small", scene: "running", steps: toRestart, viewport: small },
  { name: "restart-dialog-asks", scene: "running", steps: askToRestart },
  { name: "check-works", scene: "normal", steps: checkKey },
  { name: "restart-dialog-force", scene: "stubborn", steps: forceRestart },
  { name: "restart-dialog-none", scene: "normal", steps: openRestart },
  { name: "restart-dialog-looking", scene: "looking", steps: openRestart },
  { name: "check-refused", scene: "keyRefused", steps: askProvider },
  { name: "check-noMoney", scene: "noMoney", steps: askProvider },
  { name: "check-slowDown", scene: "slowDown", steps: askProvider },
  { name: "check-unreachable", scene: "unreachable", steps: askProvider },
  { name: "check-refused-small", scene: "keyRefused", steps: askProvider, viewport: small },
  {
    name: "check-asking",
    scene: "asking",
    steps: clickFirst("Check key", "检测密钥"),
  },
  {
    name: "check-other",
    scene: "keyRefused",
    steps: async (page, isEnglish) => {
      await menuItem("Check the key", "检测密钥")(page, isEnglish);
      await waitForToast(page, isEnglish);
    },
  },
  { name: "health", scene: "health", steps: toHealth },
  { name: "health-strip", scene: "health" },
  { name: "health-tall", scene: "health", steps: toHealth, viewport: { width: 920, height: 1400 } },
  { name: "health-small", scene: "health", steps: toHealth, viewport: small },
  { name: "health-fix", scene: "health", steps: fix(0) },
  { name: "health-fix-outside", scene: "health", steps: fix(4) },
  { name: "health-fix-all", scene: "health", steps: fixAll },
  { name: "health-line", scene: "health", steps: showFinding },
  { name: "health-well", scene: "healthy", steps: toHealth },
  { name: "health-notifications", scene: "withoutNotificationService", steps: toHealth },
  { name: "health-without-codex", scene: "healthWithout", steps: toHealth },
  { name: "account", scene: "account", steps: waitForCards },
  { name: "account-small", scene: "account", steps: waitForCards, viewport: small },
  { name: "account-large", scene: "account", steps: waitForCards, viewport: large },
  { name: "account-fresh", scene: "accountFresh", steps: waitForCards },
  { name: "account-memory", scene: "accountMemory", steps: waitForCards },
  { name: "account-expired", scene: "accountExpired", steps: waitForCards },
  { name: "account-offline", scene: "accountOffline", steps: waitForCards },
  { name: "account-loading", scene: "accountLoading" },
  { name: "account-loading-fresh", scene: "accountFreshLoading" },
  { name: "account-failed", scene: "accountFailed" },
  { name: "account-low", scene: "accountLow", steps: waitForCards },
  { name: "account-spent", scene: "accountSpent", steps: waitForCards },
  { name: "account-spent-small", scene: "accountSpent", steps: waitForCards, viewport: small },
  { name: "account-login", scene: "accountLogin", steps: waitForCards },
  { name: "account-login-health", scene: "accountLogin", steps: toHealth },
  { name: "account-login-small", scene: "accountLogin", steps: waitForCards, viewport: small },
  { name: "account-over", scene: "accountOver", steps: waitForCards },
  { name: "account-link", scene: "accountLink", steps: waitForCards },
  { name: "account-link-small", scene: "accountLink", steps: waitForCards, viewport: small },
  { name: "account-tall", scene: "account", steps: waitForCards, viewport: tall },
  {
    name: "account-copied",
    scene: "account",
    steps: async (page, isEnglish) => {
      await waitForCards(page);
      await menuItem("Copy block", "复制配置块")(page, isEnglish);
      await waitForToast(page, isEnglish);
    },
  },
  { name: "account-empty", scene: "accountEmpty" },
  { name: "account-many", scene: "accountMany", steps: waitForCards },
  { name: "account-many-small", scene: "accountMany", steps: waitForCards, viewport: small },
  { name: "account-signedOut", scene: "accountSignedOut" },
  { name: "account-signingIn", scene: "accountSignedOut", steps: signIn },
  {
    name: "account-signingIn-settings",
    scene: "accountSignedOut",
    steps: async (page, isEnglish) => {
      await signIn(page, isEnglish);
      await toSettings(page, isEnglish);
    },
  },
  {
    name: "account-add",
    scene: "account",
    steps: openBlock("Add PhotonMark Link to config", "把 PhotonMark Link 加入配置"),
  },
  {
    name: "account-update",
    scene: "account",
    steps: openBlock("Update PhotonMark Boost", "更新 PhotonMark Boost"),
  },
  { name: "account-settings", scene: "account", steps: toSettings },
  { name: "account-settings-memory", scene: "accountMemory", steps: toSettings },
  { name: "account-settings-expired", scene: "accountExpired", steps: toSettings },
  {
    name: "providers-noAddress",
    scene: "normal",
    steps: async (page, isEnglish) => {
      await signIn(page, isEnglish);
      await page.getByRole("textbox").waitFor();
    },
  },
  {
    name: "setUp-start",
    scene: "setUp-normal",
    steps: onStep("Your Codex today", "你的 Codex 现状"),
  },
  {
    name: "setUp-start-empty",
    scene: "setUp-empty",
    steps: onStep("Your Codex today", "你的 Codex 现状"),
  },
  {
    name: "setUp-start-small",
    scene: "setUp-normal",
    steps: onStep("Your Codex today", "你的 Codex 现状"),
    viewport: small,
  },
  {
    name: "setUp-start-address",
    scene: "setUp-start",
    steps: onStep("Your Codex today", "你的 Codex 现状"),
  },
  {
    name: "setUp-start-duplicate",
    scene: "setUp-duplicate",
    steps: onStep("Your Codex today", "你的 Codex 现状"),
  },
  {
    name: "setUp-start-broken",
    scene: "setUp-broken",
    steps: onStep("Your Codex today", "你的 Codex 现状"),
  },
  {
    name: "setUp-start-account",
    scene: "setUp-accountFresh",
    steps: onStep("Your Codex today", "你的 Codex 现状"),
  },
  { name: "setUp-start-signingIn", scene: "setUp-start", steps: signIn },
  {
    name: "setUp-start-failure",
    scene: "setUp-empty",
    steps: async (page, isEnglish) => {
      await clickFirst("Paste from clipboard", "从剪贴板粘贴")(page, isEnglish);
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "setUp-choose-block", scene: "setUp-normal", steps: bringBlock },
  { name: "setUp-choose-script", scene: "setUp-script", steps: bringBlock },
  { name: "setUp-choose-several", scene: "setUp-longBlock", steps: bringBlock },
  { name: "setUp-choose-account", scene: "setUp-account", steps: chooseBalance },
  { name: "setUp-choose-account-empty", scene: "setUp-accountEmpty", steps: chooseBalance },
  {
    name: "setUp-choose-file",
    scene: "setUp-normal",
    steps: clickFirst("Choose from the file (3)", "从文件里选（3 个）"),
  },
  {
    name: "setUp-choose-dashboard",
    scene: "setUp-start",
    steps: clickFirst("Open dashboard", "打开控制台"),
  },
  { name: "setUp-repair-duplicate", scene: "setUp-duplicate", steps: goOn },
  { name: "setUp-repair-broken", scene: "setUp-broken", steps: goOn },
  { name: "setUp-repair-rejected", scene: "setUp-rejected", steps: goOn },
  { name: "setUp-review", scene: "setUp-normal", steps: goOn },
  { name: "setUp-review-small", scene: "setUp-normal", steps: goOn, viewport: small },
  { name: "setUp-check", scene: "setUp-normal", steps: activateBlock },
  { name: "setUp-check-noCodex", scene: "setUp-noCodex", steps: activateBlock },
  { name: "providers", scene: "normal" },
  { name: "providers-large", scene: "normal", viewport: { width: 1440, height: 900 } },
  { name: "providers-small", scene: "normal", viewport: { width: 720, height: 520 } },
  { name: "providers-empty", scene: "empty" },
  { name: "providers-none", scene: "noProviders" },
  { name: "providers-long", scene: "long" },
  { name: "providers-broken", scene: "broken" },
  { name: "providers-rejected", scene: "rejected" },
  { name: "providers-missing", scene: "missing" },
  { name: "providers-noCodex", scene: "noCodex" },
  { name: "providers-checking", scene: "checking" },
  { name: "providers-activated", scene: "normal", steps: activateBoost },
  { name: "providers-menu", scene: "normal", steps: openMenu },
  {
    name: "providers-failure",
    scene: "empty",
    steps: async (page, isEnglish) => {
      await nav("Paste from clipboard", "从剪贴板粘贴")(page, isEnglish);
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "activate-preview",
    scene: "normal",
    steps: async (page, isEnglish) => {
      await menuItem("Preview…", "预览…")(page, isEnglish);
      await page.getByRole("dialog").getByRole("region").waitFor();
    },
  },
  {
    name: "undo",
    scene: "normal",
    steps: async (page, isEnglish) => {
      await activateBoost(page, isEnglish);
      await page.keyboard.press("Control+z");
      await page.getByRole("dialog").getByRole("region").waitFor();
    },
  },
  { name: "import", scene: "normal", steps: paste },
  { name: "import-small", scene: "normal", steps: paste, viewport: { width: 720, height: 520 } },
  { name: "import-long", scene: "longBlock", steps: paste },
  { name: "import-script", scene: "script", steps: paste },
  {
    name: "import-changed",
    scene: "normal",
    steps: async (page, isEnglish) => {
      await paste(page, isEnglish);
      await page.evaluate(async () => {
        const { homeFiles } = await globalThis.fakeBridge;
        homeFiles.write(homeFiles.text.replace("high", "low"));
      });
      await page.getByRole("dialog").getByRole("alert").waitFor();
    },
  },
  {
    name: "import-broken",
    scene: "broken",
    steps: async (page, isEnglish) => {
      await nav("Paste from clipboard", "从剪贴板粘贴")(page, isEnglish);
      await page.getByRole("dialog").getByRole("alert").waitFor();
    },
  },
  { name: "remove", scene: "normal", steps: removeBoost },
  { name: "config", scene: "normal", steps: toConfig },
  { name: "config-linked", scene: "linked", steps: toConfig },
  { name: "config-broken", scene: "broken", steps: toConfig },
  { name: "config-rejected", scene: "rejected", steps: toConfig },
  { name: "config-empty", scene: "empty", steps: toConfig },
  { name: "config-long", scene: "long", steps: toConfig },
  { name: "config-huge", scene: "huge", steps: toConfig },
  { name: "config-small", scene: "normal", steps: toConfig, viewport: small },
  { name: "backups", scene: "normal", steps: toBackups },
  { name: "backups-many", scene: "manyBackups", steps: toBackups },
  { name: "backups-small", scene: "normal", steps: toBackups, viewport: small },
  {
    name: "backups-undo",
    scene: "normal",
    steps: async (page, isEnglish) => {
      await activateBoost(page, isEnglish);
      await toBackups(page, isEnglish);
    },
  },
  { name: "backups-empty", scene: "empty", steps: toBackups },
  { name: "restore", scene: "normal", steps: restore },
  { name: "settings", scene: "normal", steps: toSettings },
  { name: "settings-tall", scene: "account", steps: toSettings, viewport: tall },
  { name: "settings-small", scene: "account", steps: toSettings, viewport: small },
  { name: "usage", scene: "account", steps: openUsage },
  {
    name: "usage-nothing",
    scene: "accountUnused",
    steps: async (page) => {
      await page
        .getByRole("button", { name: /30 (days|天)/ })
        .first()
        .click();
      await page.getByRole("dialog").waitFor();
    },
  },
  { name: "account-menu", scene: "account", steps: openAccountMenu },
  { name: "import-placeholder", scene: "placeholder", steps: paste },
  {
    name: "settings-notifications",
    scene: "withoutNotificationService",
    steps: toNotificationTrouble,
  },
  {
    name: "settings-notifications-small",
    scene: "withoutNotificationLibrary",
    steps: toNotificationTrouble,
    viewport: small,
  },
  { name: "settings-end", scene: "normal", steps: toSettingsEnd },
  { name: "palette", scene: "account", steps: openPalette },
  { name: "palette-search", scene: "accountMany", steps: searchPalette },
  {
    name: "palette-nothing",
    scene: "account",
    steps: async (page) => {
      await openPalette(page);
      await page.getByRole("combobox").fill("zzz");
    },
  },
  { name: "zoomed-usage", scene: "account", steps: openUsage, ...twice },
  { name: "zoomed-restart", scene: "running", steps: toRestart, ...twice },
  { name: "zoomed-health", scene: "health", steps: toHealth, ...twice },
  { name: "zoomed-activated", scene: "running", steps: activateBoost, ...twice },
  { name: "zoomed-spent", scene: "accountSpent", steps: waitForCards, ...twice },
  { name: "zoomed-long", scene: "accountMany", steps: waitForCards, ...twice },
  { name: "zoomed", scene: "account", steps: waitForCards, ...twice },
  { name: "zoomed-rejected", scene: "rejected", ...twice },
  { name: "zoomed-settings", scene: "account", steps: toSettings, ...twice },
  { name: "zoomed-config", scene: "broken", steps: toConfig, ...twice },
  { name: "zoomed-backups", scene: "normal", steps: toBackups, ...twice },
  { name: "zoomed-import", scene: "normal", steps: paste, ...twice },
  { name: "zoomed-palette", scene: "account", steps: openPalette, ...twice },
];
