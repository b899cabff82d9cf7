"""What people write to the business, and what it answers."""

from core.messaging.arrive import next_arrival, receive_simulated
from core.messaging.by_message import MessageRow, mark_replied, page_messages, read_message, suggest_for_message
from core.messaging.deliver import deliver_reply, prepare_replies
from core.messaging.faqs import Coverage, FaqRow, delete_faq, faq_coverage, list_faqs, save_faq, turn_faq
from core.messaging.gaps import FaqGap, faq_gaps
from core.messaging.handle import assign, close, escalate, mark_lead, reopen
from core.messaging.metrics import InboxMetrics, Times, inbox_metrics
from core.messaging.read import Said, Thread, ThreadRow, inbox, thread
from core.messaging.receive import Incoming, receive_message
from core.messaging.reply import send_reply, unsend_reply
from core.messaging.restored import doubt_restored
from core.messaging.suggest import suggest_reply

__all__ = [
    "Coverage",
    "FaqGap",
    "FaqRow",
    "InboxMetrics",
    "Incoming",
    "MessageRow",
    "Said",
    "Thread",
    "ThreadRow",
    "Times",
    "assign",
    "close",
    "delete_faq",
    "deliver_reply",
    "doubt_restored",
    "escalate",
    "faq_coverage",
    "faq_gaps",
    "inbox",
    "inbox_metrics",
    "list_faqs",
    "mark_lead",
    "mark_replied",
    "next_arrival",
    "page_messages",
    "prepare_replies",
    "read_message",
    "receive_message",
    "receive_simulated",
    "reopen",
    "save_faq",
    "send_reply",
    "suggest_for_message",
    "suggest_reply",
    "thread",
    "turn_faq",
    "unsend_reply",
]
