import type { ProviderGateway } from "../../../app/codex/providerCheck.ts";
import type { ProviderGatewayOptions } from "./askProvider.ts";

/** Asks providers over the network. What does it is loaded with the first question: many runs never have one. */
export function createHttpProviderGateway(options: ProviderGatewayOptions): ProviderGateway {
  return {
    async askForModels(request, home) {
      const { askProvider } = await import("./askProvider.ts");
      return askProvider(options, request, home);
    },
  };
}
