package io.sessionfold.engine.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the index has for one page.
 *
 * @param next the offset behind which there is more; -1 if there is none
 * @param last the offset of the last event of the page, or of the page before; -1 if there is none
 * @param isAnySeen whether a row was ever published that the asker may see
 */
record HistorySlice(List<Item> items, long next, long last, boolean isAnySeen) {

    /** So many are taken from the index at a time while the asker's own are looked for. */
    private static final int TAKEN = 1_000;

    /**
     * One event.
     *
     * @param before the last row published before it; null if there is none
     * @param rows that it published
     * @param refusal of it; null if it was not refused
     */
    record Item(
            EventEntry event,
            @Nullable RowEntry before,
            List<RowEntry> rows,
            @Nullable RefusalEntry refusal) {

        /** Whether it is in a life of the session that is the asker's: from its creation to its deletion. */
        boolean isSeenBy(@Nullable String owner) {
            RowEntry standing = rows.isEmpty() ? before : rows.get(rows.size() - 1);
            return owner == null
                    || (standing != null
                            && PastRows.isSeen(standing, owner)
                            && !(rows.isEmpty() && standing.deleted()));
        }
    }

    static HistorySlice of(HistoryStore store, String recordKey, HistoryWish wish, Reach reach) {
        List<RowEntry> rows = store.rows(reach.partition(), recordKey, 0, 0, Integer.MAX_VALUE).stream()
                .filter(row -> row.offset() <= reach.to())
                .toList();
        List<Item> items = new ArrayList<>();
        long last = wish.after();
        long next = -1;
        long from = wish.after() + 1;
        boolean isMore = true;
        Walk walk = new Walk(rows, from);
        while (isMore) {
            List<EventEntry> events = store.events(reach.partition(), recordKey, from, TAKEN);
            Map<Long, RefusalEntry> refusals = refusals(store, recordKey, reach.partition(), events);
            for (EventEntry event : events) {
                if (event.offset() > reach.to()) {
                    break;
                }
                Item item = walk.item(event, refusals.get(event.offset()));
                if (item.isSeenBy(wish.owner())) {
                    if (items.size() == wish.limit()) {
                        next = last;
                        break;
                    }
                    items.add(item);
                    last = event.offset();
                }
            }
            isMore = events.size() == TAKEN
                    && next < 0
                    && events.get(events.size() - 1).offset() < reach.to();
            from = events.isEmpty() ? from : events.get(events.size() - 1).offset() + 1;
        }
        return new HistorySlice(items, next, last, rows.stream().anyMatch(row -> PastRows.isSeen(row, wish.owner())));
    }

    private static Map<Long, RefusalEntry> refusals(
            HistoryStore store, String recordKey, int partition, List<EventEntry> events) {
        Map<Long, RefusalEntry> byEvent = new HashMap<>();
        if (!events.isEmpty()) {
            long end = events.get(events.size() - 1).offset();
            store.refusals(partition, recordKey, events.get(0).offset(), Integer.MAX_VALUE).stream()
                    .takeWhile(refusal -> refusal.offset() <= end)
                    .forEach(refusal -> byEvent.put(refusal.offset(), refusal));
        }
        return byEvent;
    }

    /** Goes through the rows beside the events. */
    private static final class Walk {

        private final List<RowEntry> rows;
        private int at;

        Walk(List<RowEntry> rows, long from) {
            this.rows = rows;
            while (at < rows.size() && rows.get(at).offset() < from) {
                at++;
            }
        }

        Item item(EventEntry event, @Nullable RefusalEntry refusal) {
            List<RowEntry> own = new ArrayList<>();
            while (at < rows.size() && rows.get(at).offset() < event.offset()) {
                at++;
            }
            RowEntry before = at == 0 ? null : rows.get(at - 1);
            while (at < rows.size() && rows.get(at).offset() == event.offset()) {
                own.add(rows.get(at));
                at++;
            }
            return new Item(event, before, own, refusal);
        }
    }
}
