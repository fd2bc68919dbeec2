"""Who brings a parcel to its channel: takes the secret from where it is kept, and calls the room that knows the way."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from reports.deliver import mail, others, webhook
from reports.deliver.outcome import Failed, InTime, Outcome
from reports.render.chat import ChatMessage
from reports.render.mail import Mail as MailMessage
from reports.render.notice import Notice
from tracker.app.context import Context
from tracker.app.parcels import Parcel
from tracker.config.delivery import Apprise, Channel, FromCommand, FromFile, FromVariable, Mail, SecretSource, Slack
from tracker.config.kept import Keeper, Secret
from tracker.errors import ConfigError
from tracker.sends import Send


@dataclass(frozen=True, slots=True)
class Postman:
    """Reaches the configured channels."""

    context: Context

    def bring(self, parcel: Parcel, claimed: Send, in_time: InTime) -> Outcome:
        """Hands it over, once. What keeps it from leaving, a missing secret for example, is a failure like others."""
        way, message = parcel.channel.way, parcel.message
        try:
            match way, message:
                case Slack(), ChatMessage():
                    url = self._url(parcel.channel.name, way.url)
                    return webhook.post(message, url, environ=self.context.environ, in_time=in_time)
                case Apprise(), Notice():
                    return others.notify(message, self._url(parcel.channel.name, way.url), in_time=in_time)
                case Mail(), MailMessage():
                    envelope = mail.Envelope(way.sender, parcel.to, claimed.message_id, claimed.began)
                    return mail.send_mail(message, envelope, self._server(), in_time=in_time)
                case _:
                    raise TypeError(f"{type(message).__name__} does not go by {type(way).__name__}")
        except ConfigError as error:
            return Failed(error.message)

    def room(self, channel: Channel) -> int:
        """How many characters a service behind Apprise takes."""
        if not isinstance(channel.way, Apprise):
            return others.USUAL_ROOM
        try:
            return others.room_in(self._url(channel.name, channel.way.url))
        except ConfigError:  # told when it is sent
            return others.USUAL_ROOM

    def where(self, channel: Channel) -> str:
        """How a channel is reached, for people: no secret, and not where a webhook leads."""
        match channel.way:
            case Slack(url):
                return f"the webhook from {_kept_in(url)}"
            case Apprise(url):
                return f"Apprise, with the URL from {_kept_in(url)}"
            case Mail(sender=sender):
                smtp = self.context.config.smtp
                by = f"{smtp.host}:{smtp.port} ({smtp.security})" if smtp else "no server"
                return f"mail through {by} from {sender}"

    def fault(self, channel: Channel) -> str | None:
        """What would keep a message from leaving, as far as that is seen without sending one; None when all is well."""
        try:
            match channel.way:
                case Slack(url):
                    return webhook.fault_of(self._url(channel.name, url))
                case Apprise(url):
                    return others.fault_of(self._url(channel.name, url))
                case Mail():
                    return mail.reach(self._server())
        except ConfigError as error:
            return error.message

    def _keeper(self) -> Keeper:
        return Keeper(self.context.config.base, self.context.environ)

    def _url(self, name: str, source: SecretSource) -> Secret:
        return self._keeper().secret(source, what="URL", key=f"channels.{name}.url")

    def _server(self) -> mail.Server:
        smtp = self.context.config.smtp
        if smtp is None:
            raise ConfigError("no mail server is configured", hint='write [smtp] with host = "..."')
        password = None
        if smtp.password is not None:
            password = self._keeper().secret(smtp.password, what="password", key="smtp.password", spaces=True)
        return mail.Server(smtp.host, smtp.port, smtp.security, smtp.user, password, self.context.environ)


def fresh_name(channel: Channel) -> str:
    """A name for a message that no other has, as mail wants it (RFC 5322, Message-ID)."""
    domain = channel.way.sender.rpartition("@")[2] if isinstance(channel.way, Mail) else "pirtrack"
    return f"<{secrets.token_hex(16)}@{domain}>"


def _kept_in(source: SecretSource) -> str:
    match source:
        case FromVariable(name):
            return name
        case FromFile(path):
            return str(path)
        case FromCommand():
            return "its command"
