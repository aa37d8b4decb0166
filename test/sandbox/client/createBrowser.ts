/** As much of a browser as a sign-in needs: cookies with their paths, redirects one at a time. */
export interface Browser {
  /** One request without following a redirect. A `form` makes it a POST. */
  visit(url: string, form?: Readonly<Record<string, string>>): Promise<Response>;
  /** Follows redirects within `origin`; returns the last answer, or the redirect that leads elsewhere. */
  follow(url: string, form?: Readonly<Record<string, string>>): Promise<Response>;
  /** The names of the cookies it holds. */
  cookieNames(): string[];
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

const mostRedirects = 10;

/** A browser with an empty cookie jar that stays on `origin`. */
export function createBrowser(origin: string): Browser {
  const jar = new Map<string, Cookie>();

  const visit: Browser["visit"] = async (url, form) => {
    const target = new URL(url, origin);
    const cookies = [...jar.values()].filter(({ path }) => covers(path, target.pathname));
    const response = await fetch(target, {
      redirect: "manual",
      headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const { cookie, isGone } = parseCookie(line);
      const key = `${cookie.name} ${cookie.path}`;
      if (isGone) jar.delete(key);
      else jar.set(key, cookie);
    }
    return response;
  };

  return {
    visit,
    async follow(url, form) {
      let response = await visit(url, form);
      for (let count = 0; count < mostRedirects; count += 1) {
        const location = response.headers.get("location");
        if (location === null) return response;
        const next = new URL(location, response.url);
        if (next.origin !== origin) return response;
        await response.body?.cancel();
        response = await visit(next.href);
      }
      throw new Error(`more than ${mostRedirects} redirects from ${url}`);
    },
    cookieNames: () => [...jar.values()].map(({ name }) => name),
  };
}

function covers(cookiePath: string, path: string): boolean {
  const folder = cookiePath.endsWith("/") ? cookiePath : `${cookiePath}/`;
  return path === cookiePath || path.startsWith(folder);
}

function parseCookie(line: string): { readonly cookie: Cookie; readonly isGone: boolean } {
  const [pair = "", ...attributes] = line.split(/;\s*/);
  const attribute = (name: string) =>
    attributes.find((text) => text.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const at = pair.indexOf("=");
  const expires = Date.parse(attribute("expires") ?? "");
  return {
    cookie: { name: pair.slice(0, at), value: pair.slice(at + 1), path: attribute("path") ?? "/" },
    isGone: attribute("max-age") === "0" || expires < Date.now(),
  };
}
