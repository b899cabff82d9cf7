"""What people write to the business, and what it answers."""

from core.messaging.arrive import next_arrival, receive_simulated
from core.messaging.assigning import assign, assign_many, share_out
from core.messaging.breach import Breaches, count_breaches
from core.messaging.by_message import MessageRow, mark_replied, page_messages, read_message, suggest_for_message
from core.messaging.contact_history import ContactHistory, contact_history
from core.messaging.conversation import MOST_SHOWN, Said, Thread, thread
from core.messaging.deliver import deliver_reply, prepare_replies
from core.messaging.door import (
    MessageDoor,
    MessageEvent,
    TakenMessage,
    close_message_door,
    open_message_door,
    read_message_door,
    receive_call,
)
from core.messaging.faqs import Coverage, FaqRow, delete_faq, faq_coverage, list_faqs, save_faq, turn_faq
from core.messaging.files import Enclosed, read_file
from core.messaging.gaps import FaqGap, faq_gaps
from core.messaging.handle import close, escalate, mark_lead, reopen
from core.messaging.metrics import InboxMetrics, Times, inbox_metrics
from core.messaging.notes import add_note, delete_note, list_notes, put_note_back
from core.messaging.phrasings import Proposed, suggest_phrasings
from core.messaging.read import LONGEST, ThreadRow, inbox
from core.messaging.receive import Incoming, receive_message
from core.messaging.reply import send_reply, unsend_reply
from core.messaging.restored import doubt_restored
from core.messaging.rota import Colleague, list_colleagues, read_rota, save_rota
from core.messaging.saved_replies import (
    Inserted,
    delete_saved_reply,
    fill_saved_reply,
    list_saved_replies,
    save_reply,
)
from core.messaging.season import Season
from core.messaging.suggest import suggest_reply
from core.messaging.trend import WeekOfMessages, message_trend

__all__ = [
    "LONGEST",
    "MOST_SHOWN",
    "Breaches",
    "Colleague",
    "ContactHistory",
    "Coverage",
    "Enclosed",
    "FaqGap",
    "FaqRow",
    "InboxMetrics",
    "Incoming",
    "Inserted",
    "MessageDoor",
    "MessageEvent",
    "MessageRow",
    "Proposed",
    "Said",
    "Season",
    "TakenMessage",
    "Thread",
    "ThreadRow",
    "Times",
    "WeekOfMessages",
    "add_note",
    "assign",
    "assign_many",
    "close",
    "close_message_door",
    "contact_history",
    "count_breaches",
    "delete_faq",
    "delete_note",
    "delete_saved_reply",
    "deliver_reply",
    "doubt_restored",
    "escalate",
    "faq_coverage",
    "faq_gaps",
    "fill_saved_reply",
    "inbox",
    "inbox_metrics",
    "list_colleagues",
    "list_faqs",
    "list_notes",
    "list_saved_replies",
    "mark_lead",
    "mark_replied",
    "message_trend",
    "next_arrival",
    "open_message_door",
    "page_messages",
    "prepare_replies",
    "put_note_back",
    "read_file",
    "read_message",
    "read_message_door",
    "read_rota",
    "receive_call",
    "receive_message",
    "receive_simulated",
    "reopen",
    "save_faq",
    "save_reply",
    "save_rota",
    "send_reply",
    "share_out",
    "suggest_for_message",
    "suggest_phrasings",
    "suggest_reply",
    "thread",
    "turn_faq",
    "unsend_reply",
]
