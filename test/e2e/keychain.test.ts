import { expect, onTestFinished, test } from "vitest";
import { startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp } from "./rig/launchApp.ts";
import { openSecretService } from "./rig/secretService.ts";
import { createThrowAwayHome } from "./rig/throwAwayHome.ts";

test("the packaged app carries what it needs to reach the keychain", async () => {
  const desktop = await startDesktopSession();
  onTestFinished(() => desktop.stop());
  const home = await createThrowAwayHome();
  onTestFinished(() => home.remove());
  const app = await launchApp({ desktop, home });
  onTestFinished(() => app.close());
  const read = await app.electron.evaluate(async ({ app: electronApp }) => {
    const { createRequire } = process.getBuiltinModule("node:module");
    const keytar = createRequire(`${electronApp.getAppPath()}/package.json`)("keytar");
    await keytar.setPassword("PhotonMark test", "packaged", "pmx-sentinel-packaged");
    return keytar.getPassword("PhotonMark test", "packaged");
  });
  expect(read).toBe("pmx-sentinel-packaged");
  const service = await openSecretService(desktop.busAddress);
  onTestFinished(() => service.close());
  expect(await service.find({ account: "packaged" })).toEqual(["pmx-sentinel-packaged"]);
});
