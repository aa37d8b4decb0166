import type { ComponentProps } from "react";
import styles from "./Button.module.css";

interface ButtonProps extends Omit<ComponentProps<"button">, "disabled" | "type"> {
  readonly variant?: "plain" | "primary" | "danger" | "quiet";
  readonly size?: "regular" | "small" | "icon";
  /** Keeps the button in the tab order, so that focus is not lost while a command runs. */
  readonly isDisabled?: boolean;
}

/** A button. An icon alone needs an `aria-label`. */
export function Button({
  variant = "plain",
  size = "regular",
  isDisabled = false,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const classes = [
    styles.button,
    variant !== "plain" && styles[variant],
    size !== "regular" && styles[size],
    className,
  ];
  return (
    <button
      {...rest}
      type="button"
      className={classes.filter(Boolean).join(" ")}
      aria-disabled={isDisabled || undefined}
      onClick={isDisabled ? undefined : onClick}
    />
  );
}
