import { expect, it } from "vitest";
import { placeInDistribution } from "../../../build/electron-runtime/registryRuntime.mjs";

it.each([
  ["Cypress/Cypress", "electron"],
  ["Cypress/libEGL.so", "libEGL.so"],
  ["Cypress/locales/zh-CN.pak", "locales/zh-CN.pak"],
  ["Cypress/v8_context_snapshot.bin", "v8_context_snapshot.bin"],
  ["Cypress/browser_v8_context_snapshot.bin", undefined],
  ["Cypress/resources/app/package.json", undefined],
  ["Cypress/resources/app-update.yml", undefined],
  ["elsewhere/libEGL.so", undefined],
])("places %s at %s", (name, place) => {
  expect(placeInDistribution(name)).toBe(place);
});
