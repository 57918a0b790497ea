import { addProduct, openOrderShop } from "../support/order_shop.ts";
import { orderBody, retried, sessionOf } from "../support/order_shopper.ts";
const shop = await openOrderShop({ apis: 2 });
await addProduct(shop, { sku: "X", amountMinor: 2500, onHand: 1000 });
const urls = shop.apis.map(a=>a.url);
const body = await orderBody(urls[0]!, { lines: [{ sku: "X", quantity: 1 }], email: "a@example.com" });
const r = await retried(urls,"POST","/v1/orders",body);
const c = await retried(urls,"POST",`/v1/orders/${r.body.id}/cancellations?token=${r.body.token}`,undefined);
console.log(c.status, JSON.stringify(c.body).slice(0,500));
for (const n of [1,8,32]) {
  const t0=performance.now(); const times:number[]=[];
  await Promise.all(Array.from({length:n},async (_,i)=>{ for(let k=0;k<8;k++){const t=performance.now(); const r=await retried(i%2?urls:urls.toReversed(),"POST","/v1/orders",body); if(r.status!==201) console.log(r.status, JSON.stringify(r.body).slice(0,200)); times.push(performance.now()-t);} }));
  times.sort((a,b)=>a-b); console.log(n, (8*n/((performance.now()-t0)/1000)).toFixed(1)+"/s", times[times.length>>1]!.toFixed(0), times.at(-1)!.toFixed(0));
}
for (const a of shop.apis) console.log(a.troubles);
await shop.close();
