import { answerWithChart } from "../answer";

/** /insights/<chart>.svg; see next.config.ts. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/insights/[chart]/svg">,
): Promise<Response> {
  return answerWithChart(request, (await params).chart, "svg");
}
