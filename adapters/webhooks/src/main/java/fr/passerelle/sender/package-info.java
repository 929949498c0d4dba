/**
 * The sender of webhooks: signs messages and posts them to addresses that clients give. Every address is taken for hostile, and so
 * is every answer; nothing but public addresses is connected to.
 */
@NullMarked
package fr.passerelle.sender;

import org.jspecify.annotations.NullMarked;
