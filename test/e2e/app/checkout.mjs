/** A sample app's checkout: takes as long as it is told, as if the payment provider did. */
export async function handler({ takesMs }) {
  // oxlint-disable-next-line no-console -- what functions log with
  console.log(`paying takes ${takesMs} ms today`);
  await new Promise((resolve) => setTimeout(resolve, takesMs));
  return { paid: true };
}
