"use client";

import { type SubmitEvent, startTransition, useCallback, useEffect, useRef, useState } from "react";
import { wasAnswered } from "./answered";

/**
 * How long after the last change a form sends itself, in milliseconds. Whoever writes on is not interrupted by each word;
 * what is chosen shows at once what it does, and choices that come one after another are sent as one.
 */
const settlesAfter = { writing: 900, choosing: 250 };
/** What got no answer is sent again, also where the browser does not tell that the network is back. */
const triesAgainAfter = 10_000;

/**
 * A form that sends itself once somebody stops writing or goes to another field. With scripts it is never sent as the
 * form's own action, also by its button: that would set its fields back, and somebody may have written on. What could not
 * be sent is sent again by itself, and whoever leaves before is asked.
 */
export function useLiveForm({
  isLive = true,
  isUnsent,
  by = "writing",
  action,
}: {
  isLive?: boolean;
  /** Nobody answered what was sent last. */
  isUnsent: boolean;
  /** What is mostly done in it. */
  by?: keyof typeof settlesAfter;
  action: (sent: FormData) => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [isPressed, setIsPressed] = useState(true);
  const send = useCallback(
    (isPress: boolean) => {
      clearTimeout(timer.current);
      timer.current = undefined;
      if (form.current) {
        const sent = new FormData(form.current);
        setIsPressed(isPress);
        startTransition(() => action(sent));
      }
    },
    [action],
  );
  const later = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(false), settlesAfter[by]);
  }, [send, by]);
  useEffect(() => {
    if (isLive && form.current && wasAnswered(form.current)) {
      later();
    }
    return () => clearTimeout(timer.current);
  }, [isLive, later]);
  useEffect(() => {
    if (!isLive) {
      return;
    }
    const ask = (event: BeforeUnloadEvent) => {
      if (isUnsent || timer.current !== undefined) {
        event.preventDefault();
      }
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isLive, isUnsent]);
  useEffect(() => {
    if (isLive && isUnsent) {
      const again = () => send(false);
      const trying = setInterval(again, triesAgainAfter);
      window.addEventListener("online", again);
      return () => {
        clearInterval(trying);
        window.removeEventListener("online", again);
      };
    }
  }, [isLive, isUnsent, send]);
  return {
    form,
    /** Whether what was sent last was sent by the button. */
    isPressed,
    /** What the form listens to, in place of its own way of sending. */
    fields: isLive && {
      onSubmit(event: SubmitEvent) {
        event.preventDefault();
        send(true);
      },
      onInput: later,
      onBlur() {
        // From one choice to the next it waits all the same, or each would be sent for itself.
        if (by === "writing" && timer.current !== undefined) {
          send(false);
        }
      },
    },
  };
}
