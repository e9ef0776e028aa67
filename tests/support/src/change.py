# Changes that tests make in a Samba domain and that LDAP does not allow.
# Usage: change.py CONF SAM revoke DN ACCOUNT | seal DN | set DN NAME VALUE
import sys
import ldb
from samba.auth import system_session
from samba.dcerpc import security
from samba.ndr import ndr_pack, ndr_unpack
from samba.param import LoadParm
from samba.samdb import SamDB

conf, sam, command, dn = sys.argv[1:5]
lp = LoadParm()
lp.load(conf)
db = SamDB(url=sam, session_info=system_session(), lp=lp)
everything = ["show_deleted:1", "show_recycled:1", "sd_flags:1:4"]


def write(name, value, controls):
    message = ldb.Message(ldb.Dn(db, dn))
    message[name] = ldb.MessageElement(value, ldb.FLAG_MOD_REPLACE, name)
    db.modify(message, controls)


def descriptor():
    found = db.search(base=dn, scope=ldb.SCOPE_BASE, attrs=["nTSecurityDescriptor"], controls=everything)
    return ndr_unpack(security.descriptor, found[0]["nTSecurityDescriptor"][0])


if command == "revoke":  # removes every access control entry of an account
    found = db.search(expression="(sAMAccountName=%s)" % ldb.binary_encode(sys.argv[5]), attrs=["objectSid"])
    sid = ndr_unpack(security.dom_sid, found[0]["objectSid"][0])
    changed = descriptor()
    changed.dacl_del(sid)
    write("nTSecurityDescriptor", ndr_pack(changed), everything)
elif command == "seal":  # replaces the descriptor by one that inherits nothing
    domain = security.dom_sid(db.get_domain_sid())
    sealed = security.descriptor.from_sddl("D:P(A;;RPWPCRCCDCLCLORCWOWDSDDTSW;;;DA)(A;;RPLCLORC;;;AU)", domain)
    write("nTSecurityDescriptor", ndr_pack(sealed), everything)
elif command == "set":
    write(sys.argv[5], sys.argv[6], [])
