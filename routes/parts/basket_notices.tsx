import type { BasketPage } from "../../commerce/catalog_view.ts";
import type { PersonalContext } from "../../edge/page.ts";

/** What the last form did, and what could not be kept. */
export function BasketNotices({ data, context }: {
  data: Pick<BasketPage, "dropped">;
  context: PersonalContext;
}) {
  const { t, format, notices } = context;
  const dropped = data.dropped.length;
  if (notices.length === 0 && dropped === 0) return null;
  return (
    <div class="notices" role="status">
      {notices.map((notice) => <Notice key={notice} text={t(`notice.${notice}`)} />)}
      {dropped > 0 && (
        <Notice
          text={t("basket.dropped", { count: dropped, shown: format.number(dropped) })}
        />
      )}
    </div>
  );
}

function Notice({ text }: { text: string }) {
  return <p class="notice">{text}</p>;
}
