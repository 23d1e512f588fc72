/** How often somebody is heard from. */
export const rhythms = ["daily", "weekdays", "moments"] as const;

/** Minutes of grace that the form offers. */
export const graces = [15, 30, 60, 120, 240, 720] as const;

/** How many single moments the form takes. */
export const mostMoments = 4;
