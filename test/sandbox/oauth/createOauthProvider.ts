import Provider, { type Configuration, interactionPolicy } from "oidc-provider";
import { errorPage } from "../pages/errorPage.ts";
import type { SandboxContext } from "../sandboxContext.ts";
import { deviceCodePage, deviceConfirmPage, deviceDonePage } from "./devicePages.ts";
import { createOauthAdapter } from "./oauthStore.ts";

/** The one client, public: the desktop app and its terminal program. */
export const oauthClientId = "photonmark-codex-desktop";

/** Redirect targets of the client; RFC 8252 lets it choose any port. */
export const redirectUris = ["http://127.0.0.1/callback", "http://[::1]/callback"];

/** What an access token is good for: the whole desktop API. */
export const desktopScope = "desktop";

/** Where the library answers, below the issuer. */
export const oauthRoutes = {
  authorization: "/oauth/authorize",
  token: "/oauth/token",
  revocation: "/oauth/revoke",
  device_authorization: "/oauth/device",
  code_verification: "/device",
  jwks: "/oauth/keys",
  userinfo: "/oauth/userinfo",
} as const;

/** The certified OAuth library, set up as the service's authorization server. */
export function createOauthProvider(context: SandboxContext): Provider {
  const { state } = context;
  const accessTokenSeconds = () => context.settings.accessTokenSeconds;
  const configuration: Configuration = {
    adapter: (model: string) => createOauthAdapter(state, model),
    clients: [
      {
        client_id: oauthClientId,
        application_type: "native",
        token_endpoint_auth_method: "none",
        redirect_uris: redirectUris,
        response_types: ["code"],
        grant_types: [
          "authorization_code",
          "refresh_token",
          "urn:ietf:params:oauth:grant-type:device_code",
        ],
      },
    ],
    clientDefaults: { id_token_signed_response_alg: "ES256" },
    enabledJWA: { idTokenSigningAlgValues: ["ES256"] },
    jwks: { keys: [state.signingKey] },
    cookies: { keys: [state.cookieKey] },
    scopes: ["openid", "offline_access", desktopScope],
    responseTypes: ["code"],
    clientAuthMethods: ["none"],
    pkce: { methods: ["S256"], required: () => true },
    routes: oauthRoutes,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      revocation: { enabled: true },
      deviceFlow: {
        enabled: true,
        charset: "base-20",
        mask: "****-****",
        userCodeInputSource: deviceCodePage,
        userCodeConfirmSource: deviceConfirmPage,
        successSource: deviceDonePage,
      },
    },
    interactions: { policy: withoutConsent(), url: (_ctx, { uid }) => `/interaction/${uid}` },
    // Each sign-in stands alone: signing one device out leaves the others.
    async loadExistingGrant(ctx) {
      const { oidc } = ctx;
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.account?.accountId,
      });
      grant.addOIDCScope([...oidc.requestParamScopes].join(" "));
      await grant.save();
      return grant;
    },
    findAccount: (_ctx, id) => {
      const account = state.accounts.find((one) => one.id === id);
      return account && { accountId: id, claims: () => ({ sub: id, email: account.email }) };
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed("refresh_token"),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    clientBasedCORS: () => false,
    renderError(ctx, out) {
      ctx.type = "html";
      ctx.body = errorPage("This sign-in cannot go on", out.error_description ?? out.error);
    },
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      DeviceCode: 600,
      Grant: 90 * 86_400,
      IdToken: 3600,
      Interaction: 600,
      RefreshToken: 90 * 86_400,
      Session: 86_400,
    },
  };
  return new Provider(context.origin, configuration);
}

// The only client is the service's own app: signing in is all the user is asked for.
function withoutConsent() {
  const policy = interactionPolicy.base();
  policy.get("consent")?.checks.remove("native_client_prompt");
  return policy;
}
