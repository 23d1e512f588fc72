import { useEffect } from "react";

/** Asks before somebody leaves the page while something on it is not sent: also by a link, which the browser lets go. */
export function useLeaveQuestion(isUnsent: boolean, question: string): void {
  useEffect(() => {
    if (!isUnsent) {
      return;
    }
    const stay = (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest?.("a[href]");
      const staysHere =
        link?.getAttribute("target") === "_blank" ||
        (link as HTMLAnchorElement | null)?.pathname === window.location.pathname;
      if (link && !staysHere && !window.confirm(question)) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    document.addEventListener("click", stay, true);
    window.addEventListener("beforeunload", warn);
    return () => {
      document.removeEventListener("click", stay, true);
      window.removeEventListener("beforeunload", warn);
    };
  }, [isUnsent, question]);
}
