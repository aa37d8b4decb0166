import type { Balance } from "../sandboxState.ts";
import { blockToml } from "./blockToml.ts";

/** The installer for macOS and Linux: backs config.toml up, merges the block, says what to do next. */
export function bashInstaller(balance: Balance, origin: string): string {
  return `#!/usr/bin/env bash
# PhotonMark Codex installer for macOS and Linux: ${balance.name}
# It contains your dedicated proxy token. Do not forward it to anyone.
set -euo pipefail
umask 077

PROVIDER_ID="${balance.providerId}"
CODEX_DIR="\${CODEX_HOME:-$HOME/.codex}"
CONFIG="$CODEX_DIR/config.toml"
WORK="$(mktemp -d)"
trap 'rm -rf "$WORK"' EXIT

cat > "$WORK/block.toml" <<'PHOTONMARK_TOML'
${blockToml(balance, origin)}PHOTONMARK_TOML

mkdir -p "$CODEX_DIR"
touch "$CONFIG"

if grep -Eq '^[[:space:]]*model_providers[[:space:]]*=' "$CONFIG"; then
  echo "Your config.toml keeps its providers in one line. Please merge the block by hand." >&2
  exit 1
fi

if [ -s "$CONFIG" ]; then
  BACKUP="$CONFIG.bak.$(date +%Y%m%d-%H%M%S)-$$"
  cp -p "$CONFIG" "$BACKUP"
  echo "Backed up your old config to $BACKUP"
fi

${mergeFunction}
merge "$WORK/block.toml" "$CONFIG" > "$WORK/merged.toml"
# Written through the old file, so that a symbolic link stays one.
cat "$WORK/merged.toml" > "$CONFIG"

echo "$CONFIG now uses $PROVIDER_ID."
echo "Next: close and reopen Codex Desktop, the Codex CLI or the IDE extension, or start a new session."
`;
}

// Root keys of the block replace the user's own of the same name and go to the top; the provider's table replaces an
// older one; notify, personality and everything else stay. awk as macOS has it.
const mergeFunction = String.raw`merge() {
  LC_ALL=C awk -v block="$1" -v mine="model_providers.$PROVIDER_ID" '
    function bare(name) { gsub(/["\047 \t\r]/, "", name); return name }
    function key_of(line) {
      if (line ~ /^[ \t]*#/ || index(line, "=") == 0) return ""
      return bare(substr(line, 1, index(line, "=") - 1))
    }
    function is_header(line) { return line ~ /^[ \t]*\[\[?[^],=]+\]\]?[ \t\r]*(#.*)?$/ }
    function header_of(line) { gsub(/^[ \t]*\[+|\].*$/, "", line); return bare(line) }
    function is_mine(name) { return name == mine || index(name, mine ".") == 1 }
    BEGIN {
      while ((getline line < block) > 0) {
        if (is_header(line)) below = 1
        if (below) { table = table line "\n"; continue }
        if (key_of(line) == "") continue
        owned[key_of(line)] = 1
        print line
      }
      print ""
    }
    NR == 1 { sub(/^\357\273\277/, "") }
    is_header($0) { section = header_of($0); seen_header = 1; skip = is_mine(section) }
    # Comments above the next table are not part of ours.
    skip && /^[ \t\r]*(#.*)?$/ { held = held $0 "\n"; next }
    skip { held = ""; next }
    !seen_header && (key_of($0) in owned) { next }
    held != "" { printf "%s", held; held = ""; started = 1 }
    !started && /^[ \t\r]*$/ { next }
    /^[ \t\r]*$/ { gap = gap $0 "\n"; next }
    { printf "%s%s\n", gap, $0; gap = ""; started = 1 }
    END { if (started) print ""; printf "%s", table }
  ' "$2"
}
`;
