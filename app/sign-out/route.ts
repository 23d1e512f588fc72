import { signOut } from "@/lib/auth/sign-out";

export function POST(request: Request): Promise<Response> {
  return signOut(request, { goOn: "/sign-in", clears: ["cache", "storage"] });
}
