const seats = [180, 150, 120, 90, 60, 30, 0].map((degrees) => ({
  x: 14 + 11 * Math.cos((degrees * Math.PI) / 180),
  y: 13.5 - 11 * Math.sin((degrees * Math.PI) / 180),
  kept: degrees === 90 || degrees === 60,
}));

/** A half-circle of seats, two of them open: the two who were kept from the room. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 28 16"
      width={28}
      height={16}
      aria-hidden="true"
      className={`shrink-0 text-accent ${className ?? ""}`}
    >
      {seats.map(({ x, y, kept }) => (
        <circle
          key={x}
          cx={x.toFixed(2)}
          cy={y.toFixed(2)}
          r={kept ? 1.75 : 2.25}
          fill={kept ? "none" : "currentColor"}
          stroke={kept ? "currentColor" : "none"}
          strokeWidth={1.25}
        />
      ))}
    </svg>
  );
}
