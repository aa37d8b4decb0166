interface RuntimeModule {
  findElectronRuntime(): Promise<{ executablePath: string }>;
}

/**
 * Executable of the Electron runtime: PHOTONMARK_ELECTRON, else what the set-up finds or fetches.
 * @throws Error saying what to do when there is none.
 */
export async function electronRuntime(): Promise<string> {
  const given = process.env.PHOTONMARK_ELECTRON;
  if (given !== undefined && given !== "") return given;
  const module = "../../build/electron-runtime/findElectronRuntime.mjs";
  const { findElectronRuntime }: RuntimeModule = await import(
    new URL(module, import.meta.url).href
  );
  return (await findElectronRuntime()).executablePath;
}
