import type { DiagnosticsPort } from "../../../app/doctor/diagnosticsPort.ts";

/** {@link createZipDiagnostics}, loaded when somebody wants an archive. */
export function createLazyDiagnostics(
  folder: string,
  appVersion: string,
  choosePath: DiagnosticsPort["choosePath"],
): DiagnosticsPort {
  const load = async () => {
    const { createZipDiagnostics } = await import("./zipDiagnostics.ts");
    return createZipDiagnostics(folder, appVersion);
  };
  return {
    choosePath,
    gather: async () => (await load()).gather(),
    save: async (path, files, replaces) => (await load()).save(path, files, replaces),
  };
}
