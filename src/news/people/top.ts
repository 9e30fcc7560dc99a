/** The first few of any number of things, as `order` has them; each counts once. */
export function top<T>(most: number, order: (a: T, b: T) => number) {
  const list: T[] = [];
  return {
    list: list as readonly T[],
    /** The last of them once there are as many as are wanted. */
    get last(): T | undefined {
      return list.length >= most ? list[most - 1] : undefined;
    },
    put(thing: T): void {
      const last = list.length >= most ? list[list.length - 1] : undefined;
      if (most === 0 || (last !== undefined && order(thing, last) >= 0) || list.includes(thing)) return;
      const at = list.findIndex((other) => order(thing, other) < 0);
      list.splice(at < 0 ? list.length : at, 0, thing);
      if (list.length > most) list.pop();
    },
  };
}
