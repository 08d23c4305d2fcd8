#!/usr/bin/env python3
"""Checks exchange-level vectors (schema yett-exchange-vectors/1) without any of Yett's code.

    python3 check_vectors.py FILE|DIR ... [--json]

Needs Python 3.9 or later and the package "cryptography". ML-KEM is written out below, and so are
verification by ML-DSA, the encoding of RSASSA-PSS and the k of deterministic ECDSA. Every shared
secret, key, IntAuth value, AUTH, child key, message and ESP packet is computed from the private
inputs and the messages; nothing is believed because the vector says so. Signatures are made again
from the private key and compared, those by ML-DSA verified.
"""
import hashlib
import hmac
import json
import os
import sys

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, x448, x25519
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import (
    Encoding, PublicFormat, load_der_private_key)

KE, IDI, IDR, CERT, AUTH, NONCE, NOTIFY, DELETE = 34, 35, 36, 37, 39, 40, 41, 42
SK, SKF, EAP = 46, 53, 48
PPK_IDENTITY, NO_PPK_AUTH = 16436, 16437
SA_INIT, IKE_AUTH, INTERMEDIATE, RESUME = 34, 35, 43, 38


class Wrong(Exception):
    """Something does not come out; args: path, expected, found, clause."""


def need(path, expected, found, clause=""):
    if expected != found:
        raise Wrong(path, expected, found, clause)


# --- Pseudorandom functions (RFC 7296 2.13) ------------------------------------------------------

PRFS = {5: hashlib.sha256, 6: hashlib.sha384, 7: hashlib.sha512}


def prf(number, key, data):
    return hmac.new(key, data, PRFS[number]).digest()


def prf_plus(number, key, seed, length):
    out = block = b""
    counter = 1
    while len(out) < length:
        block = prf(number, key, block + seed + bytes([counter]))
        out += block
        counter += 1
    return out[:length]


# --- ML-KEM (FIPS 203) ---------------------------------------------------------------------------

Q = 3329
SIZES = {35: (2, 3, 10, 4), 36: (3, 2, 10, 4), 37: (4, 2, 11, 5)}  # k, eta1, du, dv; eta2 = 2


def reverse7(i):
    return int(format(i, "07b")[::-1], 2)


ZETAS = [pow(17, reverse7(i), Q) for i in range(128)]
GAMMAS = [pow(17, 2 * reverse7(i) + 1, Q) for i in range(128)]


def ntt(f):
    f, i, length = list(f), 1, 128
    while length >= 2:
        for start in range(0, 256, 2 * length):
            zeta, i = ZETAS[i], i + 1
            for j in range(start, start + length):
                t = zeta * f[j + length] % Q
                f[j + length], f[j] = (f[j] - t) % Q, (f[j] + t) % Q
        length //= 2
    return f


def inverse_ntt(f):
    f, i, length = list(f), 127, 2
    while length <= 128:
        for start in range(0, 256, 2 * length):
            zeta, i = ZETAS[i], i - 1
            for j in range(start, start + length):
                t = f[j]
                f[j], f[j + length] = (t + f[j + length]) % Q, zeta * (f[j + length] - t) % Q
        length *= 2
    return [x * 3303 % Q for x in f]


def multiply(f, g):
    h = []
    for i in range(128):
        a, b, c, d = f[2 * i], f[2 * i + 1], g[2 * i], g[2 * i + 1]
        h += [(a * c + b * d * GAMMAS[i]) % Q, (a * d + b * c) % Q]
    return h


def add(f, g):
    return [(a + b) % Q for a, b in zip(f, g)]


def encode(values, bits):
    number = 0
    for i, value in enumerate(values):
        number |= value << (bits * i)
    return number.to_bytes(32 * bits, "little")


def decode(octets, bits):
    number = int.from_bytes(octets, "little")
    return [number >> (bits * i) & ((1 << bits) - 1) for i in range(256)]


def compress(f, bits):
    return [((x << bits) + Q // 2) // Q % (1 << bits) for x in f]


def decompress(f, bits):
    return [(x * Q + (1 << (bits - 1))) >> bits for x in f]


def sample_ntt(seed):
    out, stream = [], hashlib.shake_128(seed).digest(1344)
    for i in range(0, len(stream), 3):
        a, b, c = stream[i:i + 3]
        for d in (a + 256 * (b % 16), b // 16 + 16 * c):
            if d < Q and len(out) < 256:
                out.append(d)
    return out


def sample_cbd(eta, seed, nonce):
    number = int.from_bytes(hashlib.shake_256(seed + bytes([nonce])).digest(64 * eta), "little")
    bits = [number >> i & 1 for i in range(512 * eta)]
    return [(sum(bits[2 * i * eta:(2 * i + 1) * eta])
             - sum(bits[(2 * i + 1) * eta:(2 * i + 2) * eta])) % Q for i in range(256)]


def matrix(rho, k):
    return [[sample_ntt(rho + bytes([j, i])) for j in range(k)] for i in range(k)]


def dot(row, vector):
    total = [0] * 256
    for f, g in zip(row, vector):
        total = add(total, multiply(f, g))
    return total


def mlkem_keys(method, seed):
    """(encapsulation key, decryption key, z) of d | z."""
    k, eta1, _, _ = SIZES[method]
    digest = hashlib.sha3_512(seed[:32] + bytes([k])).digest()
    rho, sigma = digest[:32], digest[32:]
    s = [ntt(sample_cbd(eta1, sigma, i)) for i in range(k)]
    e = [ntt(sample_cbd(eta1, sigma, k + i)) for i in range(k)]
    t = [add(dot(row, s), e[i]) for i, row in enumerate(matrix(rho, k))]
    return b"".join(encode(f, 12) for f in t) + rho, s, seed[32:]


def mlkem_encrypt(method, ek, m, coins):
    k, eta1, du, dv = SIZES[method]
    t = [decode(ek[384 * i:384 * (i + 1)], 12) for i in range(k)]
    a = matrix(ek[384 * k:], k)
    y = [ntt(sample_cbd(eta1, coins, i)) for i in range(k)]
    e1 = [sample_cbd(2, coins, k + i) for i in range(k)]
    u = [add(inverse_ntt(dot([a[j][i] for j in range(k)], y)), e1[i]) for i in range(k)]
    v = add(add(inverse_ntt(dot(t, y)), sample_cbd(2, coins, 2 * k)), decompress(decode(m, 1), 1))
    return b"".join(encode(compress(f, du), du) for f in u) + encode(compress(v, dv), dv)


def mlkem_encapsulate(method, ek, m):
    digest = hashlib.sha3_512(m + hashlib.sha3_256(ek).digest()).digest()
    return mlkem_encrypt(method, ek, m, digest[32:]), digest[:32]


def mlkem_decapsulate(method, seed, c):
    k, _, du, dv = SIZES[method]
    ek, s, z = mlkem_keys(method, seed)
    u = [decompress(decode(c[32 * du * i:32 * du * (i + 1)], du), du) for i in range(k)]
    v = decompress(decode(c[32 * du * k:], dv), dv)
    w = [(a - b) % Q for a, b in zip(v, inverse_ntt(dot(s, [ntt(f) for f in u])))]
    m = encode(compress(w, 1), 1)
    again, secret = mlkem_encapsulate(method, ek, m)
    return secret if again == c else hashlib.shake_256(z + c).digest(32)


# --- Diffie-Hellman ------------------------------------------------------------------------------

CURVES = {19: (ec.SECP256R1(), 32), 20: (ec.SECP384R1(), 48), 21: (ec.SECP521R1(), 66),
          28: (ec.BrainpoolP256R1(), 32), 29: (ec.BrainpoolP384R1(), 48),
          30: (ec.BrainpoolP512R1(), 64)}
ORDERS = {
    19: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551,
    20: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973,
    21: int("1" + "f" * 65 + "a"
            "51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409", 16),
    28: 0xa9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7,
    29: 0x8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565,
    30: int("aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca70330870"
            "553e5c414ca92619418661197fac10471db1d381085ddaddb58796829ca90069", 16),
}


def pi_times(bits):
    """floor(pi * 2^bits), by Machin's formula."""
    one = 1 << (bits + 64)

    def arctan(x):
        total, power, n, sign = 0, one // x, 1, 1
        while power:
            total += sign * (power // n)
            power //= x * x
            n += 2
            sign = -sign
        return total

    return (4 * (4 * arctan(5) - arctan(239))) >> 64


MODP_SIZES = {14: (2048, 124476), 15: (3072, 1690314), 16: (4096, 240904),
              17: (6144, 929484), 18: (8192, 4743158)}
MODP = {}


def modp(method):
    """The prime of RFC 3526, from the formula that it gives."""
    if method not in MODP:
        n, c = MODP_SIZES[method]
        MODP[method] = (1 << n) - (1 << (n - 64)) - 1 + (1 << 64) * (pi_times(n - 130) + c)
    return MODP[method], MODP_SIZES[method][0] // 8


def dh_share(method, random):
    if method == 31:
        return raw(x25519.X25519PrivateKey.from_private_bytes(random).public_key())
    if method == 32:
        return raw(x448.X448PrivateKey.from_private_bytes(random).public_key())
    if method in CURVES:
        size = CURVES[method][1]
        numbers = ec_private(method, random).public_key().public_numbers()
        return numbers.x.to_bytes(size, "big") + numbers.y.to_bytes(size, "big")
    p, size = modp(method)
    return pow(2, exponent(random), p).to_bytes(size, "big")


def dh_secret(method, random, peer):
    if method == 31:
        key = x25519.X25519PrivateKey.from_private_bytes(random)
        return key.exchange(x25519.X25519PublicKey.from_public_bytes(peer))
    if method == 32:
        key = x448.X448PrivateKey.from_private_bytes(random)
        return key.exchange(x448.X448PublicKey.from_public_bytes(peer))
    if method in CURVES:
        curve, size = CURVES[method]
        point = ec.EllipticCurvePublicNumbers(
            int.from_bytes(peer[:size], "big"), int.from_bytes(peer[size:], "big"), curve)
        return ec_private(method, random).exchange(ec.ECDH(), point.public_key())
    p, size = modp(method)
    return pow(int.from_bytes(peer, "big"), exponent(random), p).to_bytes(size, "big")


def raw(public):
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def ec_private(method, random):
    """The drawn octets as a number, reduced to 1 .. n-1."""
    value = int.from_bytes(random, "big") % (ORDERS[method] - 1) + 1
    return ec.derive_private_key(value, CURVES[method][0])


def exponent(random):
    """The drawn octets as a number, with the top bit set."""
    return int.from_bytes(random, "big") | 1 << (8 * len(random) - 1)


# --- Signatures (RFC 7427) -----------------------------------------------------------------------

HASHES = {"sha256": (hashlib.sha256, hashes.SHA256), "sha384": (hashlib.sha384, hashes.SHA384),
          "sha512": (hashlib.sha512, hashes.SHA512)}
PSS = "304106092a864886f70d01010a3034a00f300d06096086480165030402%02x0500" \
      "a11c301a06092a864886f70d010108300d06096086480165030402%02x0500a2030201%02x"
IDENTIFIERS = {
    "rsa-pss-sha256": PSS % (1, 1, 32), "rsa-pss-sha384": PSS % (2, 2, 48),
    "rsa-pss-sha512": PSS % (3, 3, 64),
    "rsa-pkcs1-sha256": "300d06092a864886f70d01010b0500",
    "rsa-pkcs1-sha384": "300d06092a864886f70d01010c0500",
    "rsa-pkcs1-sha512": "300d06092a864886f70d01010d0500",
    "ecdsa-sha256": "300a06082a8648ce3d040302", "ecdsa-sha384": "300a06082a8648ce3d040303",
    "ecdsa-sha512": "300a06082a8648ce3d040304",
    "ed25519": "300506032b6570", "ed448": "300506032b6571",
    "ml-dsa-44": "300b0609608648016503040311", "ml-dsa-65": "300b0609608648016503040312",
    "ml-dsa-87": "300b0609608648016503040313",
}


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


def pss_encode(digest, message, salt, bits):
    """EMSA-PSS (RFC 8017 9.1.1) with MGF1 by the same hash."""
    h = digest(bytes(8) + digest(message).digest() + salt).digest()
    length = (bits + 7) // 8
    block = bytes(length - len(salt) - len(h) - 2) + b"\1" + salt
    mask = b"".join(digest(h + i.to_bytes(4, "big")).digest()
                    for i in range(len(block) // len(h) + 1))
    masked = bytearray(xor(block, mask))
    masked[0] &= 0xff >> (8 * length - bits)
    return bytes(masked) + h + b"\xbc"


def rfc6979(digest, message, secret, order):
    """The k of deterministic ECDSA (RFC 6979 3.2)."""
    size, bits = (order.bit_length() + 7) // 8, order.bit_length()

    def number(octets):
        return int.from_bytes(octets, "big") >> max(0, 8 * len(octets) - bits)

    hashed = digest(message).digest()
    seed = secret.to_bytes(size, "big") + (number(hashed) % order).to_bytes(size, "big")
    v, k = b"\1" * len(hashed), bytes(len(hashed))
    for tag in b"\0", b"\1":
        k = hmac.new(k, v + tag + seed, digest).digest()
        v = hmac.new(k, v, digest).digest()
    while True:
        t = b""
        while len(t) < size:
            v = hmac.new(k, v, digest).digest()
            t += v
        candidate = number(t[:size])
        if 1 <= candidate < order:
            return candidate, number(hashed)
        k = hmac.new(k, v + b"\0", digest).digest()
        v = hmac.new(k, v, digest).digest()


def der_integer(value):
    octets = value.to_bytes(value.bit_length() // 8 + 1, "big")
    return b"\2" + bytes([len(octets)]) + octets


def ecdsa(digest, message, key):
    order = ORDERS[{256: 19, 384: 20, 521: 21}[key.curve.key_size]]
    d = key.private_numbers().private_value
    k, e = rfc6979(digest, message, d, order)
    r = ec.derive_private_key(k, key.curve).public_key().public_numbers().x % order
    body = der_integer(r) + der_integer(pow(k, -1, order) * (e + r * d) % order)
    return b"\x30" + (b"\x81" if len(body) > 127 else b"") + bytes([len(body)]) + body


def signatures(scheme, key, message, salts):
    """What a signature may be: one for each salt, or just one."""
    kind, _, name = scheme.rpartition("-")
    if kind == "rsa-pss":
        numbers = key.private_numbers()
        n, size = numbers.public_numbers.n, (key.key_size + 7) // 8
        return [pow(int.from_bytes(pss_encode(HASHES[name][0], message, salt, key.key_size - 1),
                                   "big"), numbers.d, n).to_bytes(size, "big") for salt in salts]
    if kind == "rsa-pkcs1":
        return [key.sign(message, padding.PKCS1v15(), HASHES[name][1]())]
    if kind == "ecdsa":
        return [ecdsa(HASHES[name][0], message, key)]
    return [key.sign(message)]


# --- ML-DSA (FIPS 204), verification -------------------------------------------------------------

DQ = 8380417
DSA = {  # k, l, eta, tau, gamma1, gamma2, omega, octets of c~
    "ml-dsa-44": (4, 4, 2, 39, 1 << 17, (DQ - 1) // 88, 80, 32),
    "ml-dsa-65": (6, 5, 4, 49, 1 << 19, (DQ - 1) // 32, 55, 48),
    "ml-dsa-87": (8, 7, 2, 60, 1 << 19, (DQ - 1) // 32, 75, 64),
}
DZETAS = [pow(1753, int(format(i, "08b")[::-1], 2), DQ) for i in range(256)]


def dsa_ntt(f):
    f, i, length = list(f), 0, 128
    while length >= 1:
        for start in range(0, 256, 2 * length):
            i += 1
            for j in range(start, start + length):
                t = DZETAS[i] * f[j + length] % DQ
                f[j + length], f[j] = (f[j] - t) % DQ, (f[j] + t) % DQ
        length //= 2
    return f


def dsa_inverse_ntt(f):
    f, i, length = list(f), 256, 1
    while length < 256:
        for start in range(0, 256, 2 * length):
            i -= 1
            for j in range(start, start + length):
                t = f[j]
                f[j], f[j + length] = (t + f[j + length]) % DQ, \
                    -DZETAS[i] * (t - f[j + length]) % DQ
        length *= 2
    return [x * 8347681 % DQ for x in f]


def dsa_uniform(seed):
    out, octets = [], hashlib.shake_128(seed).digest(1536)
    for i in range(0, len(octets), 3):
        value = octets[i] | octets[i + 1] << 8 | (octets[i + 2] & 0x7f) << 16
        if value < DQ and len(out) < 256:
            out.append(value)
    return out


def dsa_challenge(seed, tau):
    octets = hashlib.shake_256(seed).digest(1024)
    signs, at, c = int.from_bytes(octets[:8], "little"), 8, [0] * 256
    for i in range(256 - tau, 256):
        while octets[at] > i:
            at += 1
        j, at = octets[at], at + 1
        c[i], c[j] = c[j], 1 - 2 * (signs >> (i + tau - 256) & 1)
    return c


def dsa_hints(octets, k, omega):
    hints, at = [set() for _ in range(k)], 0
    for i in range(k):
        end = octets[omega + i]
        if not at <= end <= omega or list(octets[at:end]) != sorted(set(octets[at:end])):
            return None
        hints[i], at = set(octets[at:end]), end
    return hints if not any(octets[at:omega]) else None


def dsa_use_hint(hint, r, gamma2):
    r0 = r % (2 * gamma2)
    if r0 > gamma2:
        r0 -= 2 * gamma2
    if r - r0 == DQ - 1:
        r1, r0 = 0, r0 - 1
    else:
        r1 = (r - r0) // (2 * gamma2)
    return (r1 + (1 if r0 > 0 else -1)) % ((DQ - 1) // (2 * gamma2)) if hint else r1


def ml_dsa_verify(scheme, public, message, signature):
    """Pure ML-DSA with an empty context."""
    k, l, eta, tau, gamma1, gamma2, omega, size = DSA[scheme]
    z_bits = gamma1.bit_length()
    if len(public) != 32 + 320 * k or len(signature) != size + 32 * z_bits * l + omega + k:
        return False
    rho, t1 = public[:32], [decode(public[32 + 320 * i:352 + 320 * i], 10) for i in range(k)]
    z = [[gamma1 - x for x in decode(signature[size + 32 * z_bits * i:size + 32 * z_bits * (i + 1)],
                                     z_bits)] for i in range(l)]
    hints = dsa_hints(signature[-omega - k:], k, omega)
    if hints is None or max(abs(x) for f in z for x in f) >= gamma1 - tau * eta:
        return False
    tr = hashlib.shake_256(public).digest(64)
    mu = hashlib.shake_256(tr + b"\0\0" + message).digest(64)
    c = dsa_ntt(dsa_challenge(signature[:size], tau))
    z, w1 = [dsa_ntt(f) for f in z], b""
    for i in range(k):
        total = [-a * b % DQ for a, b in zip(c, dsa_ntt([x << 13 for x in t1[i]]))]
        for j in range(l):
            row = dsa_uniform(rho + bytes([j, i]))
            total = [(s + a * b) % DQ for s, a, b in zip(total, row, z[j])]
        high = [dsa_use_hint(at in hints[i], r, gamma2)
                for at, r in enumerate(dsa_inverse_ntt(total))]
        w1 += encode(high, 6 if gamma2 == (DQ - 1) // 88 else 4)
    return hashlib.shake_256(mu + w1).digest(size) == signature[:size]


# --- EAP-MSCHAPv2 (RFC 3079 3) -------------------------------------------------------------------

def rotate(value, bits):
    value &= 0xffffffff
    return (value << bits | value >> (32 - bits)) & 0xffffffff


def md4(data):
    padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "little")
    state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
    rounds = [
        (lambda x, y, z: x & y | ~x & z, 0, list(range(16)), (3, 7, 11, 19)),
        (lambda x, y, z: x & y | x & z | y & z, 0x5a827999,
         [i + 4 * j for i in range(4) for j in range(4)], (3, 5, 9, 13)),
        (lambda x, y, z: x ^ y ^ z, 0x6ed9eba1,
         [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15], (3, 9, 11, 15)),
    ]
    for start in range(0, len(padded), 64):
        words = [int.from_bytes(padded[start + 4 * i:start + 4 * i + 4], "little")
                 for i in range(16)]
        a, b, c, d = state
        for function, constant, order, shifts in rounds:
            for i, at in enumerate(order):
                a = rotate(a + function(b, c, d) + words[at] + constant, shifts[i % 4])
                a, b, c, d = d, a, b, c
        state = [(x + y) & 0xffffffff for x, y in zip(state, (a, b, c, d))]
    return b"".join(x.to_bytes(4, "little") for x in state)


def mschap_msk(password, response):
    """The MSK, 64 octets, of a password and the NT-Response of 24 octets."""
    twice = md4(md4(password.decode().encode("utf-16-le")))
    master = hashlib.sha1(twice + response + b"This is the MPPE Master Key").digest()[:16]
    client, server = b"On the client side, this is the ", b"key; on the server side, it is the "
    keys = b""
    for ends in (b"send ", b"receive "), (b"receive ", b"send "):
        magic = client + ends[0] + server + ends[1] + b"key."
        keys += hashlib.sha1(master + bytes(40) + magic + b"\xf2" * 40).digest()[:16]
    return keys + bytes(32)


# --- Encryption ----------------------------------------------------------------------------------

INTEG = {12: (hashlib.sha256, 32, 16), 13: (hashlib.sha384, 48, 24), 14: (hashlib.sha512, 64, 32)}


def aead(encr, key, nonce, text, aad, opening):
    cipher = ChaCha20Poly1305(key) if encr == 28 else AESGCM(key)
    return cipher.decrypt(nonce, text, aad) if opening else cipher.encrypt(nonce, text, aad)


def cbc(key, iv, text, opening):
    cipher = Cipher(algorithms.AES(key), modes.CBC(iv))
    context = cipher.decryptor() if opening else cipher.encryptor()
    return context.update(text) + context.finalize()


def open_ike(encr, integ, enc_key, int_key, message, body):
    """(iv, plaintext with padding but without Pad Length, padding) of an SK or SKF body."""
    if encr in (20, 28):
        iv = message[body:body + 8]
        plain = aead(encr, enc_key[:-4], enc_key[-4:] + iv, message[body + 8:], message[:body], True)
    else:
        digest, _, size = INTEG[integ]
        icv = hmac.new(int_key, message[:-size], digest).digest()[:size]
        if icv != message[-size:]:
            raise InvalidTag()
        iv = message[body:body + 16]
        plain = cbc(enc_key, iv, message[body + 16:-size], True)
    pad = plain[-1]
    end = len(plain) - 1 - pad
    return iv, plain[:end], plain[end:-1]


# --- A vector ------------------------------------------------------------------------------------

class Vector:
    def __init__(self, doc):
        self.doc = doc
        self.positive = doc["set"] != "negative"
        self.messages = doc.get("messages", [])
        self.steps = doc.get("steps", [])
        self.known = {}

    def check(self):
        if self.positive:
            need("/responder/psk", self.doc["initiator"].get("psk"),
                 self.doc["responder"].get("psk"), "rfc7296:2.15")
        self.check_messages()
        self.check_key_exchanges()
        self.check_draws()
        self.check_steps()
        self.check_signatures()
        self.check_protection()
        self.check_children()
        self.check_esp()
        self.check_reaction()

    # Messages and what is in them.

    def payloads(self, message, kind):
        plain = bytes.fromhex(message["plain"])
        return [plain[p["offset"] + 4:p["offset"] + p["length"]]
                for p in message.get("payloads", []) if p["type"] == kind]

    def check_messages(self):
        """Every payload is where the chain of Next Payload fields says."""
        for i, message in enumerate(self.messages):
            path, plain = "/messages/%d" % i, bytes.fromhex(message["plain"])
            need(path + "/spis", plain[:16].hex(), message["spis"], "rfc7296:3.1")
            need(path + "/exchange", plain[18], message["exchange"], "rfc7296:3.1")
            need(path + "/response", bool(plain[19] & 0x20), message["response"], "rfc7296:3.1")
            need(path + "/messageId", int.from_bytes(plain[20:24], "big"), message["messageId"],
                 "rfc7296:3.1")
            if message["generation"] < 0:
                octets = self.doc["datagrams"][message["parts"][0]["datagram"] - 1]["octets"]
                need(path + "/plain", octets, message["plain"], "rfc7296:3.1")
            if not message.get("payloads"):
                continue  # nothing inside, or malformed, which the negative vectors are about
            kind, at, found = plain[16], 28, []
            while kind != 0:
                length = int.from_bytes(plain[at + 2:at + 4], "big")
                if kind in (SK, SKF):
                    need(path + "/preamble", at + 4, message["preamble"], "rfc7296:3.14")
                    kind, at = plain[at], at + 4
                    continue
                found.append((kind, at, length))
                kind, at = plain[at], at + length
            listed = [(p["type"], p["offset"], p["length"]) for p in message["payloads"]]
            need(path + "/payloads", found, listed, "rfc7296:3.2")
            need(path + "/plain", len(plain), int.from_bytes(plain[24:28], "big"), "rfc9242:3.3.2")

    # Key exchanges.

    def check_key_exchanges(self):
        random = {(r["host"], r["value"]) for r in self.doc["random"]}
        for i, ke in enumerate(self.doc.get("keyExchanges", [])):
            path, method, clause = "/keyExchanges/%d" % i, ke["method"], ke["clause"]
            request, response = self.messages[ke["request"] - 1], self.messages[ke["response"] - 1]
            for message, field in ((request, "initiatorRandom"), (response, "responderRandom")):
                if (message["from"], ke[field]) not in random:
                    raise Wrong(path + "/" + field, "a draw in /random", ke[field], clause)
            sent, got = self.payloads(request, KE)[0], self.payloads(response, KE)[0]
            need(path + "/method", int.from_bytes(sent[:2], "big"), method, "rfc7296:3.4")
            a, b = bytes.fromhex(ke["initiatorRandom"]), bytes.fromhex(ke["responderRandom"])
            if method in SIZES:
                share = mlkem_keys(method, a)[0]
                answer, secret = mlkem_encapsulate(method, sent[4:], b)
                other = mlkem_decapsulate(method, a, got[4:])
            else:
                share, answer = dh_share(method, a), dh_share(method, b)
                secret, other = dh_secret(method, a, got[4:]), dh_secret(method, b, sent[4:])
            need("/messages/%d KE" % (ke["request"] - 1), share.hex(), sent[4:].hex(), clause)
            need("/messages/%d KE" % (ke["response"] - 1), answer.hex(), got[4:].hex(), clause)
            need(path, secret.hex(), other.hex(), clause)
            need(path + "/sharedSecret", secret.hex(), ke["sharedSecret"], clause)
        if self.positive:
            done = {ke["response"] for ke in self.doc.get("keyExchanges", [])}
            for message in self.messages:
                if message["response"] and self.payloads(message, KE) \
                        and message["number"] not in done:
                    raise Wrong("/keyExchanges", "one for message %d" % message["number"], "none")

    def check_draws(self):
        """What was drawn for the wire is on the wire; private values made shares."""
        if not self.positive:
            return
        shown = "".join(m["plain"] + "".join(p.get("iv", "") for p in m["parts"])
                        for m in self.messages)
        shown += "".join(p["packet"] for p in self.doc.get("esp", []))
        used = {(m["from"], ke[field]) for ke in self.doc.get("keyExchanges", [])
                for m, field in ((self.messages[ke["request"] - 1], "initiatorRandom"),
                                 (self.messages[ke["response"] - 1], "responderRandom"))}
        for i, draw in enumerate(self.doc["random"]):
            path, value = "/random/%d/value" % i, draw["value"]
            if draw["purpose"] in ("ike-spi", "child-spi", "nonce", "followup-link", "cbc-iv"):
                if value not in shown:
                    raise Wrong(path, "octets of a message", value, draw["purpose"])
            elif draw["purpose"] in ("ke-private", "kem-seed", "kem-encapsulation"):
                if (draw["host"], value) not in used and not self.made_share(draw):
                    raise Wrong(path, "the input of a key exchange", value, draw["purpose"])

    def made_share(self, draw):
        """Whether the draw made a KE payload that was never answered by one."""
        random = bytes.fromhex(draw["value"])
        for message in self.messages:
            for body in self.payloads(message, KE) if message["from"] == draw["host"] else ():
                method = int.from_bytes(body[:2], "big")
                kem = draw["purpose"] == "kem-seed"
                if kem == (method in SIZES):
                    try:
                        share = mlkem_keys(method, random)[0] if kem else dh_share(method, random)
                    except ValueError:
                        continue  # a private value of another method's length
                    if share == body[4:]:
                        return True
        return False

    # Derivations. What goes in must come from a message, a shared secret or an earlier step.

    def sources(self):
        doc, sources = self.doc, {}

        def put(kind, value):
            sources.setdefault(kind, set()).add(value)

        for message in self.messages:
            for value in self.payloads(message, NONCE):
                put("nonce", value.hex())
            for kind in (IDI, IDR):
                for value in self.payloads(message, kind):
                    put("id", value.hex())
            put("spi", message["spis"][:16])
            put("spi", message["spis"][16:])
            for value in self.payloads(message, 33):  # new SPIs of a rekeyed IKE SA
                for spi in sa_spis(value):
                    put("spi", spi)
            end = 2 * message["preamble"]
            put("A", message["plain"][:end])
            put("P", message["plain"][end:])
        for datagram in doc["datagrams"]:
            put("message", datagram["octets"])
            put("message", datagram.get("arrived", ""))
        for ke in doc.get("keyExchanges", []):
            put("secret", ke["sharedSecret"])
        for host in ("initiator", "responder"):
            put("psk", doc[host].get("psk", ""))
            for ppk in doc[host].get("ppks", []):
                put("ppk", ppk["key"])
        for message in self.messages:  # the client's Response: type 26, op code 2
            for eap in self.payloads(message, EAP):
                if eap[0] == 2 and eap[4:6] == b"\x1a\x02":
                    password = bytes.fromhex(doc["initiator"]["psk"])
                    put("psk", mschap_msk(password, eap[34:58]).hex())
        self.put_transcripts(put)
        return sources

    def put_transcripts(self, put):
        """What stands for RealMessage where both IKE_SA_INIT messages are authenticated."""
        sent = [m for m in self.messages if m["exchange"] == SA_INIT]
        if "transcript" in self.doc["initiator"].get("options", []) and len(sent) > 1:
            request, response = (m["plain"] for m in sent[-2:])
            put("message", "00" * 8 + response + request)
            put("message", "00" * 8 + request + response)

    def kind_of(self, name):
        if name in ("Ni", "Nr", "NonceRData", "NonceIData"):
            return "nonce"
        if name in ("SPIi", "SPIr"):
            return "spi"
        if name.startswith("g^ir") or (name.startswith("SK(") and name.endswith(")")):
            return "secret"
        if name.startswith("RealMessage"):
            return "message"
        if name.startswith("RestOf"):
            return "id"
        if name == "Shared Secret":
            return "psk"
        if name == "PPK":
            return "ppk"
        if name.startswith("IntAuth_") and name[-1] in "AP":
            return name[-1]
        return "step"

    def check_steps(self):
        sources, made = self.sources(), set()
        for i, step in enumerate(self.steps):
            path, clause = "/steps/%d" % i, step["clause"]
            if self.positive and not self.is_onesided(step):
                need(path + "/by", ["initiator", "responder"], step["by"], clause)
            for j, value in enumerate(step["inputs"]):
                kind = self.kind_of(value["name"])
                pool = made if kind == "step" else sources.get(kind, set())
                if kind == "psk" and "eap-md5" in self.doc["initiator"].get("options", []):
                    pool = made  # SK_pi and SK_pr, RFC 7296 2.16
                if self.positive and value["name"] != "IntAuth" and value["value"] not in pool:
                    raise Wrong("%s/inputs/%d" % (path, j), "a value of kind " + kind,
                                value["value"], clause)
            computed = self.compute(step)
            for j, (value, octets) in enumerate(zip(step["outputs"], computed)):
                need("%s/outputs/%d/value" % (path, j), octets.hex(), value["value"], clause)
                made.add(value["value"])
            need(path + "/outputs", len(computed), len(step["outputs"]), clause)
            if step["name"].startswith(("Initiator", "Responder")) and any(
                    v["name"] == "IntAuth" for v in step["inputs"]):
                self.check_int_auth(i, step)

    def compute(self, step):
        values = [bytes.fromhex(v["value"]) for v in step["inputs"]]
        named = {v["name"]: bytes.fromhex(v["value"]) for v in step["inputs"]}
        sizes = [len(v["value"]) // 2 for v in step["outputs"]]
        name, clause, number = step["name"], step["clause"], step["prf"]
        if name == "SKEYSEED" and clause == "rfc7296:2.14":
            return [prf(number, named["Ni"] + named["Nr"], named["g^ir"])]
        if name == "SKEYSEED" and clause == "rfc5723:5.1":
            return [prf(number, values[0], b"Resumption" + values[1] + values[2])]
        if clause == "rfc8784:3" or name in ("SKEYSEED'", "SK_d'"):  # also RFC 9867 3.1.1, 3.2.1
            return [prf_plus(number, values[0], values[1], sizes[0])]
        if name == "PPK Confirmation":
            return [prf(number, values[0], b"".join(values[1:]))[:8]]
        if name.startswith("SKEYSEED"):  # 2.18; RFC 9370 2.2.2 and 2.2.4: SK_d, then the rest
            return [prf(number, values[0], b"".join(values[1:]))]
        if name.startswith("SK_*"):
            seed = named["Ni"] + named["Nr"] + named["SPIi"] + named["SPIr"]
            return split(prf_plus(number, values[0], seed, sum(sizes)), sizes)
        if name == "KEYMAT":
            keymat = prf_plus(number, values[0], b"".join(values[1:]), sizes[0])
            need("KEYMAT", sum(sizes[1:]), sizes[0], clause)
            return [keymat] + split(keymat, sizes[1:])
        if name.startswith(("IntAuth_", "MACedID")):
            return [prf(number, values[0], b"".join(values[1:]))]
        if name.endswith("SignedOctets"):
            return [b"".join(values)]
        if name == "AUTH" and clause == "rfc7296:2.15":
            return [prf(number, prf(number, values[0], b"Key Pad for IKEv2"), values[1])]
        if name == "AUTH" and clause == "rfc5723:4.3.3":
            return [prf(number, values[0], values[1])]
        raise Wrong("step " + name, "a formula that is known here", step["formula"], clause)

    def is_onesided(self, step):
        """What the initiator computes of an optional PPK, and whoever offers a PPK in vain."""
        ppks = [self.doc[host].get("ppks", []) for host in ("initiator", "responder")]
        required = "ppk-required" in self.doc["initiator"].get("options", [])
        optional = ppks[0] != [] and not required and step["by"] == ["initiator"]
        return optional or step["name"] == "PPK Confirmation"

    # Signatures.

    def check_signatures(self):
        salts = [bytes.fromhex(r["value"]) for r in self.doc["random"] if r["purpose"] == "pss-salt"]
        for i, message in enumerate(self.messages):
            setup = self.doc[message["from"]]
            if not self.positive or message["exchange"] != IKE_AUTH or not setup.get("privateKey"):
                continue
            scheme, path = setup["scheme"], "/messages/%d AUTH" % i
            side = "Initiator" if message["from"] == "initiator" else "Responder"
            signed = [bytes.fromhex(s["outputs"][0]["value"]) for s in self.steps
                      if s["name"] == side + "SignedOctets"]
            eap = any(o.startswith("eap-") for o in self.doc["initiator"].get("options", []))
            if eap and not self.payloads(message, CERT):
                continue  # after EAP: AUTH by its key
            proofs = [body[4:] for body in self.payloads(message, AUTH)]
            for body in self.payloads(message, AUTH):
                need(path, 14, body[0], "rfc7427:3")
            proofs += [n[4:] for n in self.payloads(message, NOTIFY)
                       if int.from_bytes(n[2:4], "big") == NO_PPK_AUTH]
            certificates = [body[1:] for body in self.payloads(message, CERT)]
            for proof in proofs:
                identifier = bytes.fromhex(IDENTIFIERS[scheme])
                need(path, bytes([len(identifier)]).hex() + identifier.hex(),
                     proof[:1 + len(identifier)].hex(), "rfc7427:3")
                self.check_signature(path, scheme, setup, certificates,
                                     proof[1 + len(identifier):], signed, salts)

    def check_signature(self, path, scheme, setup, certificates, signature, signed, salts):
        if scheme in DSA:
            public = certificates[0][-32 - 320 * DSA[scheme][0]:]
            right = [ml_dsa_verify(scheme, public, octets, signature) for octets in signed]
        else:
            key = load_der_private_key(bytes.fromhex(setup["privateKey"]), None)
            public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
            need(path + " CERT", public.hex(), certificates[0].hex(), "rfc7670:3")
            right = [signature in signatures(scheme, key, octets, salts) for octets in signed]
        if right.count(True) != 1:
            raise Wrong(path, "the signature of SignedOctets by " + scheme, signature.hex(),
                        "rfc7427:3")

    def check_int_auth(self, at, step):
        """IntAuth_iN | IntAuth_rN | Message ID of the first IKE_AUTH."""
        value = next(v["value"] for v in step["inputs"] if v["name"] == "IntAuth")
        chains = {"i": [], "r": []}
        for earlier in self.steps[:at]:
            if earlier["name"].startswith("IntAuth_") and \
                    set(earlier["by"]) & set(step["by"]):
                chains[earlier["name"][8]].append(earlier["outputs"][0]["value"])
        if not self.positive:
            return
        rounds = int(next(e["name"][9:] for e in reversed(self.steps[:at])
                          if e["name"].startswith("IntAuth_")))
        expected = chains["i"][-1] + chains["r"][-1] + "%08x" % (rounds + 1)
        need("/steps/%d/inputs IntAuth" % at, expected, value, "rfc9242:3.3.2")

    # Protection of messages.

    def keys_of(self, message):
        """All key sets of this IKE SA and generation."""
        suffix = "(%d)" % message["generation"] if message["generation"] else ""
        for step in self.steps:
            named = {v["name"]: v["value"] for v in step["inputs"]}
            if step["name"] == "SK_*" + suffix and \
                    named["SPIi"] + named["SPIr"] == message["spis"]:
                yield {v["name"].removesuffix(suffix): bytes.fromhex(v["value"])
                       for v in step["outputs"]}

    def check_protection(self):
        for i, message in enumerate(self.messages):
            path = "/messages/%d" % i
            if message["generation"] < 0:
                continue
            plain = bytes.fromhex(message["plain"])
            side = "i" if plain[19] & 8 else "r"
            for keys in self.keys_of(message):
                inner = self.open_parts(path, message, keys["SK_e" + side], keys["SK_a" + side])
                if inner is not None:
                    break
            else:
                raise Wrong(path + "/generation", "keys that open it", message["generation"],
                            "rfc7296:3.14")
            need(path + "/plain", inner.hex(), plain[message["preamble"]:].hex(), "rfc7296:3.14")
        if self.positive:
            self.check_generations()

    def open_parts(self, path, message, enc_key, int_key):
        inner = b""
        for j, part in enumerate(message["parts"]):
            datagram = bytes.fromhex(self.doc["datagrams"][part["datagram"] - 1]["octets"])
            kind, body = encrypted_body(datagram)
            opened = None
            for encr, integ in suites(enc_key, int_key):
                try:
                    opened = open_ike(encr, integ, enc_key, int_key, datagram, body)
                    break
                except InvalidTag:
                    pass
            if opened is None:
                return None
            iv, text, padding = opened
            where = "%s/parts/%d" % (path, j)
            need(where + "/iv", iv.hex(), part["iv"], "rfc7296:3.14")
            need(where + "/padding", padding.hex(), part.get("padding", ""), "rfc7296:3.14")
            if kind == SKF:
                need(where + "/plaintext", text.hex(), part.get("plaintext", ""), "rfc7383:2.5")
            inner += text
        return inner

    def check_generations(self):
        """The n-th additional key exchange gives the keys from the next exchange on."""
        done = {}
        for i, message in enumerate(self.messages):
            if message["exchange"] in (SA_INIT, RESUME):
                continue
            spis = message["spis"]
            need("/messages/%d/generation" % i, done.get(spis, 0), message["generation"],
                 "rfc9370:2.2.2")
            if message["exchange"] == INTERMEDIATE and message["response"]:
                notified = [int.from_bytes(n[2:4], "big") for n in self.payloads(message, NOTIFY)]
                updates = bool(self.payloads(message, KE)) + (PPK_IDENTITY in notified)
                done[spis] = done.get(spis, 0) + updates
        sent = []
        for m in self.messages:
            if m["exchange"] == IKE_AUTH:
                sent += [a[4:] for a in self.payloads(m, AUTH) if a[0] == 2]
            if m["exchange"] == IKE_AUTH and not self.doc[m["from"]].get("privateKey"):
                sent += [n[4:] for n in self.payloads(m, NOTIFY)
                         if int.from_bytes(n[2:4], "big") == NO_PPK_AUTH]
        made = [bytes.fromhex(s["outputs"][0]["value"]) for s in self.steps if s["name"] == "AUTH"]
        need("/steps AUTH", sorted(a.hex() for a in sent), sorted(a.hex() for a in made),
             "rfc7296:2.15")

    # Child SAs and ESP.

    def check_children(self):
        keymats = [split_names(s) for s in self.steps if s["name"] == "KEYMAT"]
        offered = {spi for m in self.messages for v in self.payloads(m, 33) for spi in sa_spis(v)}
        for i, child in enumerate(self.doc.get("childSas", [])):
            path = "/childSas/%d" % i
            pair = (child.get("encryptionKey", ""), child.get("integrityKey", ""))
            made = [(k["ENCR_" + side], k["INTEG_" + side]) for k in keymats for side in "ir"]
            if pair not in made:
                raise Wrong(path + "/encryptionKey", "a key of a KEYMAT", pair[0], "rfc7296:2.17")
            if child["spi"] not in offered:
                raise Wrong(path + "/spi", "an SPI of an SA payload", child["spi"], "rfc7296:3.3.1")

    def check_esp(self):
        for i, packet in enumerate(self.doc.get("esp", [])):
            path, child = "/esp/%d" % i, self.doc["childSas"][packet["childSa"] - 1]
            key = bytes.fromhex(child["encryptionKey"])
            spi, inner = bytes.fromhex(child["spi"]), bytes.fromhex(packet["inner"])
            sequence = bytes.fromhex(packet["sequence"])
            iv, combined = bytes.fromhex(packet["iv"]), child["encr"] in (20, 28)
            text = inner.ljust(packet["tfcLength"], b"\0")
            pad = -(len(text) + 2) % (4 if combined else 16)
            text += bytes(range(1, pad + 1)) + bytes([pad, 4 if inner[0] >> 4 == 4 else 41])
            need(path + "/plaintext", text.hex(), packet["plaintext"], "rfc4303:2.4")
            if combined:
                aad = spi + (sequence if child["esn"] else sequence[4:])
                sealed = aead(child["encr"], key[:-4], key[-4:] + iv, text, aad, False)
                made = spi + sequence[4:] + iv + sealed
            else:
                made = spi + sequence[4:] + iv + cbc(key, iv, text, False)
                digest, _, size = INTEG[child["integ"]]
                covered = made + (sequence[:4] if child["esn"] else b"")
                made += hmac.new(bytes.fromhex(child["integrityKey"]), covered,
                                 digest).digest()[:size]
            need(path + "/packet", made.hex(), packet["packet"], "rfc4303:3.3")

    # Negative vectors.

    def check_reaction(self):
        if self.positive:
            need("/negative", 0, len(self.doc.get("negative", [])))
            return
        negative = self.doc["negative"][0]
        victim, clause = negative["victim"], negative["reactionClause"]
        outcome = next(o for o in self.doc["outcome"] if o["host"] == victim)
        notified = [int.from_bytes(n[2:4], "big") for m in self.messages if m["from"] == victim
                    for n in self.payloads(m, NOTIFY)]
        errors = [n for n in notified if n < 16384]
        path, reaction = "/negative/0/reaction", negative["reaction"]
        if reaction == "NOTIFY":
            need(path, True, negative["notifyType"] in notified, clause)
        elif reaction in ("DROP", "IGNORE"):
            need(path, [], errors, clause)
        elif reaction == "ABANDON":
            need(path, 0, outcome["ikeSas"] + outcome["childSas"], clause)
        elif reaction == "DELETE":
            deleted = [m for m in self.messages if m["from"] == victim and self.payloads(m, DELETE)]
            need(path, True, bool(deleted) and outcome["ikeSas"] == 0, clause)
        elif reaction == "NO_CHILD_SA":
            need(path, 0, outcome["childSas"], clause)


def split(octets, sizes):
    parts, at = [], 0
    for size in sizes:
        parts.append(octets[at:at + size])
        at += size
    return parts


def split_names(step):
    return {v["name"]: v["value"] for v in step["outputs"]}


def suites(enc_key, int_key):
    """The ciphers whose keys have these lengths."""
    if int_key:
        return [(12, integ) for integ, (_, length, _) in INTEG.items() if length == len(int_key)]
    return ([(28, 0)] if len(enc_key) == 36 else []) + [(20, 0)]


def encrypted_body(datagram):
    """SK or SKF, and where the IV begins."""
    kind, at = datagram[16], 28
    while kind not in (SK, SKF):
        kind, at = datagram[at], at + int.from_bytes(datagram[at + 2:at + 4], "big")
    return kind, at + (4 if kind == SK else 8)


def sa_spis(body):
    """The SPIs of the proposals of an SA payload."""
    at, spis = 0, []
    while at + 8 <= len(body):
        size = body[at + 6]
        if size:
            spis.append(body[at + 8:at + 8 + size].hex())
        at += int.from_bytes(body[at + 2:at + 4], "big") or len(body)
    return spis


def files_of(paths):
    for path in paths:
        if os.path.isdir(path):
            for root, _, names in sorted(os.walk(path)):
                for name in sorted(names):
                    if name.endswith(".json") and name not in ("changes.json", "index.json") \
                            and not name.endswith(".schema.json"):
                        yield os.path.join(root, name)
        else:
            yield path


def brief(value, other):
    """A text, or of a long one the part where it becomes another one than the other."""
    text, other = str(value), str(other)
    if len(text) <= 72:
        return text
    at = next((i for i, (a, b) in enumerate(zip(text, other)) if a != b),
              min(len(text), len(other)))
    start = max(0, at - 16) & -2
    end = min(len(text), start + 72)
    return "%s%s%s (characters %d to %d of %d)" % (
        "..." if start else "", text[start:end], "..." if end < len(text) else "",
        start, end, len(text))


def main(arguments):
    paths = [a for a in arguments if a != "--json"]
    if not paths:
        print(__doc__)
        return 2
    counts, problems, others = {}, [], 0
    for file in files_of(paths):
        kind = "unreadable"
        try:
            with open(file, encoding="utf-8") as content:
                doc = json.load(content)
            if doc["schema"] == "yett-primitive-vectors/1" and os.path.normpath(file) not in paths:
                others += 1  # found in a directory: not of this checker's schema
                continue
            need("/schema", "yett-exchange-vectors/1", doc["schema"])
            if doc["set"] not in ("positive", "negative", "draft-unconfirmed"):
                raise Wrong("/set", "positive, negative or draft-unconfirmed", doc["set"])
            kind = doc["set"]
            Vector(doc).check()
            ok = True
        except Wrong as wrong:
            path, expected, found, clause = (wrong.args + ("",))[:4]
            problems.append("%s: %s: expected %s, found %s%s" % (
                file, path, brief(expected, found), brief(found, expected),
                " (%s)" % clause if clause else ""))
            ok = False
        except (KeyError, IndexError, ValueError, TypeError, AttributeError,
                StopIteration) as error:
            problems.append("%s: does not follow the schema: %r" % (file, error))
            ok = False
        passed, failed = counts.get(kind, (0, 0))
        counts[kind] = (passed + ok, failed + (not ok))
    if "--json" in arguments:
        print(json.dumps({"counts": {k: {"passed": p, "failed": f} for k, (p, f) in counts.items()},
                          "leftOut": {"primitive sets": others}, "problems": problems}, indent=1))
    else:
        for problem in problems:
            print(problem)
        for kind, (passed, failed) in sorted(counts.items()):
            print("%-18s %5d passed %5d failed" % (kind, passed, failed))
        if others:
            print("left out: %d sets of primitive vectors, which are of another schema" % others)
    return 0 if counts and not problems else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
