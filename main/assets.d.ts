/** A picture that the build writes into the bundle as a data address. */
declare module "*.png?inline" {
  const address: string;
  export default address;
}

/** The version of package.json, put in by the build. */
declare const __APP_VERSION__: string;
