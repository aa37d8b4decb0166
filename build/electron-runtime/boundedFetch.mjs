// Preloaded into the `electron` package's installer, which downloads with fetch, waits for ever and shows nothing:
// gives its downloads time limits and reports progress and failures to the parent process.
const answerLimitMs = 15_000;
const stallLimitMs = 60_000;
const plainFetch = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const host = new URL(input instanceof Request ? input.url : input).host;
  const limit = new AbortController();
  let timer = setTimeout(() => limit.abort(), answerLimitMs);
  /** @type {Response} */
  let response;
  try {
    response = await plainFetch(input, { ...init, signal: limit.signal });
  } catch (error) {
    report({
      failure: limit.signal.aborted
        ? `no answer from ${host} in ${answerLimitMs / 1000} s`
        : `${host}: ${reason(error)}`,
    });
    throw error;
  } finally {
    clearTimeout(timer);
  }
  if (!response.ok) report({ failure: `${host} answered ${response.status}` });
  if (response.body === null) return response;

  const total = Number(response.headers.get("content-length"));
  let received = 0;
  const restart = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      report({ failure: `${host} sent nothing for ${stallLimitMs / 1000} s` });
      limit.abort();
    }, stallLimitMs);
  };
  restart();
  const watched = response.body.pipeThrough(
    new TransformStream({
      transform(chunk, controller) {
        restart();
        received += chunk.length;
        if (total > 0) report({ share: received / total });
        controller.enqueue(chunk);
      },
      flush: () => clearTimeout(timer),
    }),
  );
  return new Response(watched, {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
};

/** @param {{ share: number } | { failure: string }} message */
function report(message) {
  process.send?.(message);
}

/** @param {unknown} error */
function reason(error) {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error ? cause.message : String(error);
}
