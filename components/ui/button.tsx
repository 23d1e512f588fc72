import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";
import { Icon } from "./icon";
import type { IconData } from "./icons";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";

type Shape = {
  look?: ButtonLook;
  size?: "normal" | "small";
  icon?: IconData;
  /** The single key that does the same, shown after the label. */
  shortcut?: string;
  children: ReactNode;
};

const looks: Record<ButtonLook, string> = {
  primary:
    "border-transparent bg-accent text-on-accent hover:bg-accent-strong aria-disabled:bg-ink-subtle",
  secondary: "border-line-strong bg-surface text-ink hover:bg-sunken",
  quiet: "border-transparent bg-transparent text-accent hover:bg-accent-soft",
  danger: "border-danger bg-surface text-danger hover:bg-danger-soft",
};

/** The classes of a button, for the rare element that must look like one without being one. */
export function buttonClasses({
  look = "secondary",
  size = "normal",
}: Partial<Shape> = {}): string {
  return classes(
    "inline-flex items-center justify-center gap-2 rounded-control border font-semibold",
    "transition-colors duration-100 disabled:opacity-60 print:hidden",
    size === "small" ? "min-h-control-small px-3 text-meta" : "min-h-control px-4 text-ui",
    looks[look],
  );
}

function Label({ icon, shortcut, children }: Shape) {
  return (
    <>
      {icon && <Icon of={icon} />}
      {children}
      {shortcut && (
        <span aria-hidden="true" className="ms-1 text-meta font-normal opacity-80">
          {shortcut}
        </span>
      )}
    </>
  );
}

/** A button: a verb with its object. It submits its form only when `type="submit"`. */
export function Button({
  look,
  size,
  icon,
  shortcut,
  className,
  children,
  type = "button",
  ...rest
}: Shape & Omit<ComponentProps<"button">, "children">) {
  return (
    <button
      type={type}
      aria-keyshortcuts={shortcut}
      className={classes(buttonClasses({ look, size }), className)}
      {...rest}
    >
      <Label icon={icon} shortcut={shortcut}>
        {children}
      </Label>
    </button>
  );
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({
  look,
  size,
  icon,
  shortcut,
  className,
  children,
  href,
  ...rest
}: Shape & Omit<ComponentProps<"a">, "children" | "href"> & { href: Route }) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-keyshortcuts={shortcut}
      className={classes(buttonClasses({ look, size }), className)}
      {...rest}
    >
      <Label icon={icon} shortcut={shortcut}>
        {children}
      </Label>
    </Link>
  );
}
