import { edit } from "../config/edit.ts";
import { verify } from "../config/verify.ts";
import { AppError } from "../errors.ts";
import { withoutApiKey } from "../surroundings/authFile.ts";
import { assignmentsIn, commentOutAssignments } from "../surroundings/startFile.ts";
import type { OtherFileEdit } from "./fix.ts";

/** The line that a start file gets above what was commented out; for whoever reads the file. */
export const commentReason =
  "Commented out by PhotonMark Codex: this key can be sent in place of the one of your balance.";

/**
 * What an edit makes of the text of a file other than config.toml; everything it does not concern stays.
 *
 * @throws AppError `CONFIG_CHANGED` when what was found is no longer there, `AUTH_UNREADABLE`, or as `edit` and `verify`
 */
export function editOtherFile(
  text: string,
  wanted: Exclude<OtherFileEdit, { kind: "makePrivate" }>,
): string {
  switch (wanted.kind) {
    case "removeApiKey":
      return withoutApiKey(text);
    case "editToml": {
      const edited = edit(text, wanted.intents);
      verify(text, edited, wanted.intents);
      return edited;
    }
    case "commentVariable": {
      const found = assignmentsIn(text, wanted.language).filter(
        ({ name, line, standsAlone }) =>
          standsAlone && name === wanted.name && wanted.lines.includes(line),
      );
      if (found.length < wanted.lines.length) throw new AppError("CONFIG_CHANGED");
      return commentOutAssignments(text, wanted.language, found, commentReason);
    }
  }
}
