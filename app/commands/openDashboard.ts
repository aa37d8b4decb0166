import type { PageTexts } from "../account/dashboardWindow.ts";
import { type Block, readBlock } from "../config/block.ts";
import { redactText } from "../config/redact.ts";
import type { CommandContext } from "../context.ts";
import { AppError, toFailure } from "../errors.ts";
import type { Log } from "../ports.ts";
import { serviceOf } from "../provider/providerView.ts";
import type { DashboardView, FoundBlock } from "../state.ts";

/** An account has a handful; a page that goes on and on must not fill the memory. */
const MAX_FOUND = 100;

/**
 * Opens the service's own pages. Blocks that are shown or downloaded there are kept, with their tokens, until
 * the user signs out; the state names them.
 *
 * @throws AppError `DASHBOARD_ADDRESS_MISSING`, `DASHBOARD_ADDRESS_REFUSED`, `DASHBOARD_UNREACHABLE`
 */
export async function openDashboard(context: CommandContext): Promise<undefined> {
  publish(context, { problem: undefined });
  const { dashboard: address } = context.getState().settings;
  // The window stays open when the user chooses another service.
  const isCurrent = () => context.getState().settings.dashboard === address;
  await context.ports.dashboardWindow.open({
    onTexts(texts) {
      if (isCurrent()) keep(context, blocksIn(context, texts), "page");
    },
    onDownload(content) {
      if (!isCurrent()) return;
      // Also when the next one fails like the last: it is told again.
      publish(context, { problem: undefined });
      try {
        if (content instanceof AppError) throw content;
        keep(context, [readBlock(content)], "download");
      } catch (error) {
        if (!(error instanceof AppError)) context.ports.log.error("a download was not read", error);
        publish(context, { problem: toFailure(error) });
      }
    },
    onSession(keeping) {
      if (!isCurrent()) return;
      if (!keeping) context.dashboardBlocks.clear();
      publish(context, { keeping, found: foundIn(context) });
    },
  });
}

/** A page shows several blocks, which as one text would contradict each other. */
function blocksIn({ ports }: CommandContext, { parts, whole }: PageTexts): readonly Block[] {
  const blocks = parts.flatMap((part) => blockIn(part, ports.log));
  return blocks.length > 0 ? blocks : blockIn(whole, ports.log);
}

/** Most texts of a page hold no block, or something that only looks like one. */
function blockIn(text: string, log: Log): readonly Block[] {
  try {
    return [readBlock(new TextEncoder().encode(text))];
  } catch (error) {
    if (!(error instanceof AppError)) log.error("a page was not read", error);
    return [];
  }
}

function keep(context: CommandContext, blocks: readonly Block[], from: FoundBlock["from"]): void {
  const { dashboardBlocks } = context;
  for (const block of blocks) {
    const id = block.activeId ?? block.providers[0]?.id;
    if (id === undefined) continue;
    const isKnown = dashboardBlocks.has(id);
    if (isKnown || dashboardBlocks.size < MAX_FOUND) dashboardBlocks.set(id, { block, from });
  }
  publish(context, { found: foundIn(context) });
}

function foundIn({ dashboardBlocks }: CommandContext): readonly FoundBlock[] {
  return [...dashboardBlocks].map(([providerId, { block, from }]) => {
    const name = block.providers.find(({ id }) => id === providerId)?.name ?? providerId;
    return { providerId, name: redactText(name), service: serviceOf(providerId), from };
  });
}

/** Pages change often and mostly elsewhere; views are told only what is new. */
function publish(context: CommandContext, change: Partial<DashboardView>): void {
  const { dashboard } = context.getState();
  const next = { ...dashboard, ...change };
  if (JSON.stringify(next) !== JSON.stringify(dashboard)) context.setState({ dashboard: next });
}
