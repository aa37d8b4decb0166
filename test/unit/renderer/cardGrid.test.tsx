// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ProviderView } from "../../../app/provider/providerView.ts";
import { CardGrid } from "../../../renderer/components/CardGrid.tsx";
import { ProviderCard } from "../../../renderer/components/ProviderCard.tsx";
import { WordsProvider } from "../../../renderer/useWords.tsx";
import { applyLanguage } from "../../../renderer/words.ts";

const provider = (name: string): ProviderView => ({
  id: name.toLowerCase(),
  name,
  baseUrl: "https://api.photonmark.example/v1",
  service: "other",
  isActive: false,
});

const gridOf = (...names: string[]) => (
  <WordsProvider>
    <CardGrid
      cards={names.map((name) => ({ key: name, card: <ProviderCard provider={provider(name)} /> }))}
    />
  </WordsProvider>
);

const canActivate = (name: string) =>
  !screen.getByRole("button", { name: `Activate ${name}` }).hasAttribute("aria-disabled");

beforeEach(async () => {
  await applyLanguage("en");
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("cards that change places", () => {
  it("take no click for half a second, because the pointer may rest on another one by then", () => {
    const { rerender } = render(gridOf("One", "Two"));
    expect(canActivate("One")).toBe(true);
    rerender(gridOf("Two", "One"));
    act(() => vi.advanceTimersByTime(499));
    expect(canActivate("One")).toBe(false);
    act(() => vi.advanceTimersByTime(1));
    expect(canActivate("One")).toBe(true);
  });

  it("are held up by nothing that only joins or leaves them", () => {
    const { rerender } = render(gridOf("One", "Two"));
    rerender(gridOf("Two", "Three"));
    expect(canActivate("Two")).toBe(true);
  });
});
