/** Processor time of this process so far, in milliseconds: however busy the machine is, the same work takes about the same. */
export function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
