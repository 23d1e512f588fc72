"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import {
  Dialog as AriaDialog,
  Heading,
  I18nProvider,
  Modal,
  ModalOverlay,
} from "react-aria-components";
import { Button } from "./button";
import { X } from "./icons";

/**
 * A dialog over the page: holds the focus, closes with Escape, gives the focus back. Load it lazily
 * (`next/dynamic`) when it is opened; it brings React Aria with it.
 */
export function Dialog({
  title,
  open,
  onClose,
  role = "dialog",
  children,
}: {
  title: string;
  open: boolean;
  onClose: () => void;
  /** `alertdialog` for a question that must be answered: it does not close by a press outside. */
  role?: "dialog" | "alertdialog";
  children: ReactNode;
}) {
  const t = useTranslations("common");
  return (
    <I18nProvider locale={useLocale()}>
      <ModalOverlay
        isOpen={open}
        onOpenChange={(isOpen) => !isOpen && onClose()}
        isDismissable={role === "dialog"}
        className="fixed inset-0 z-50 flex items-end justify-center bg-[oklch(0.2_0.03_262/0.45)] sm:items-center sm:p-6"
      >
        <Modal className="max-h-[90dvh] w-full overflow-y-auto rounded-t-panel border border-line bg-surface shadow-overlay sm:max-w-xl sm:rounded-panel">
          <AriaDialog role={role} className="p-5 outline-none">
            <div className="mb-4 flex items-start justify-between gap-4">
              <Heading slot="title" className="text-h3 font-semibold">
                {title}
              </Heading>
              <Button size="small" look="quiet" icon={X} onClick={onClose}>
                <span className="sr-only">{t("close")}</span>
              </Button>
            </div>
            {children}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </I18nProvider>
  );
}
