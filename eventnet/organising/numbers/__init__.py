"""What happened at an event and what came of it, in numbers from which nobody can be told.

`counting` is the one door: pages, files, charts and the report are given its types and never a number that was counted.

What could be told from numbers, and what stands against it:

- *A small cell.* From zero to four is one answer, "fewer than 5". Zero is in it, for else a page that goes from 0 to
  "fewer than 5" tells of one person's act. People are counted as well as their acts: six exchanges among four people
  are few.
- *A total beside its parts.* Every number about acts is rounded down to fives, each on its own, so a total less its
  visible parts leaves a range. Where that range would still say something about a small part, the total is rounded
  down further (`counting.tabulated`). Of two parts of a number that the office knows exactly, the smaller one is
  protected and the other one is made from it (`counting.split`). Shares, medians and charts are made from what is
  published, so they add nothing.
- *Watching.* Acts are counted up to the last full quarter of an hour (`after`: up to midnight), so whoever reloads
  every minute sees one step a quarter. A total moves on only when it moves by people enough: the last quarters that
  are too small together wait for the next ones (`counting.settled`).
- *What comes late*, from a phone that had no network, counts at the time when the two met. It can move an old
  quarter by one exchange, which four times of five changes no rounded number, and never shows whose it is.

What the list of people says by name (who is on it, who joined, who arrived) is no secret from the office: these
numbers are exact from five on. Problems, too, are shown from five people on; the desk helps the others.
Rounding as such is how universities publish numbers about students (HESA: to the nearest five); here it is down, so
that nothing is claimed that did not happen.
"""
