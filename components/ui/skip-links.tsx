import { buttonClasses } from "./button";

/** The first stops of the Tab key: straight to the content, or to the navigation. */
export function SkipLinks({ links }: { links: { target: string; label: string }[] }) {
  return (
    <div className="fixed start-3 top-3 z-50 flex gap-2">
      {links.map((link) => (
        <a
          key={link.target}
          href={`#${link.target}`}
          className={`shown-on-focus ${buttonClasses({ look: "primary" })}`}
        >
          {link.label}
        </a>
      ))}
    </div>
  );
}
