import type { ComponentProps } from "react";

/** Where a form goes: the address of a route handler (posted to), or a server action. */
export type FormAction = string | ((data: FormData) => void | Promise<void>);

/** A form that posts, whether its action is an address or a server action. Works without scripts. */
export function PostForm({
  action,
  ...rest
}: Omit<ComponentProps<"form">, "action" | "method"> & { action: FormAction }) {
  return typeof action === "string" ? (
    <form method="post" action={action} {...rest} />
  ) : (
    <form action={action} {...rest} />
  );
}
